// Custom queries of the PostgreSQL check. They read statistics views only, never a table's rows, and return numbers. Each column is a metric of
// the catalog (policy/metrics/postgres.libsonnet): `<metric_prefix>.<column>`. The check adds `db`, the database that it is connected to, to every
// row, so no column has that name.
{
  vector_database:: 'embeddings',

  // Queries that have been running for more than a second in each database of the server, and the longest of them. Not those of a backup: pg_dump reads each
  // table as a whole and nobody waits for it, while whatever it blocks is counted.
  sessions(ctx):: [{
    metric_prefix: 'postgresql.slow_queries',
    query: |||
      SELECT d.datname, count(a.pid), coalesce(max(extract(epoch FROM now() - a.query_start)), 0)
        FROM pg_database d
        LEFT JOIN pg_stat_activity a
          ON a.datid = d.oid AND a.state = 'active' AND a.backend_type = 'client backend'
             AND a.pid <> pg_backend_pid() AND a.application_name IS DISTINCT FROM 'pg_dump' AND now() - a.query_start > interval '1 second'
       WHERE d.datallowconn AND NOT d.datistemplate
       GROUP BY d.datname
    |||,
    columns: [{ name: 'datname', type: 'tag' }, { name: 'count', type: 'gauge' }, { name: 'longest_seconds', type: 'gauge' }],
  }],

  // Transactions that are open while their client does nothing: they hold locks, and vacuum keeps every row that they could still see.
  idle_transactions(ctx):: [{
    metric_prefix: 'postgresql.idle_transactions',
    query: |||
      SELECT d.datname, coalesce(max(extract(epoch FROM now() - a.state_change)), 0)
        FROM pg_database d
        LEFT JOIN pg_stat_activity a ON a.datid = d.oid AND a.state LIKE 'idle in transaction%'
       WHERE d.datallowconn AND NOT d.datistemplate
       GROUP BY d.datname
    |||,
    // The check adds `db` itself: the database that it is connected to.
    columns: [{ name: 'datname', type: 'tag' }, { name: 'longest_seconds', type: 'gauge' }],
  }],

  // pgvector: the size and use of the approximate indexes as a whole, and the rows behind them; which table or index it is, the
  // check's own relation metrics report.
  vectors(ctx):: [
    {
      metric_prefix: 'pgvector.index',
      query: |||
        SELECT coalesce(sum(pg_relation_size(i.oid)), 0), coalesce(sum(s.idx_scan), 0)
          FROM pg_stat_user_indexes s
          JOIN pg_class i ON i.oid = s.indexrelid
          JOIN pg_am am ON am.oid = i.relam
         WHERE am.amname IN ('hnsw', 'ivfflat')
      |||,
      columns: [{ name: 'size', type: 'gauge' }, { name: 'scans', type: 'monotonic_count' }],
    },
    {
      metric_prefix: 'pgvector',
      query: |||
        SELECT coalesce(sum(s.n_live_tup), 0), coalesce(sum(s.n_dead_tup), 0)
          FROM pg_stat_user_tables s
         WHERE EXISTS (SELECT 1 FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
                        WHERE a.attrelid = s.relid AND y.typname IN ('vector', 'halfvec', 'sparsevec'))
      |||,
      columns: [{ name: 'rows', type: 'gauge' }, { name: 'dead_rows', type: 'gauge' }],
    },
  ],
}
