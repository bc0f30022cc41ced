// Custom queries of the PostgreSQL check. They read statistics views only, never a table's rows, and return numbers tagged
// by database. Each column is a metric of the catalog
// (policy/metrics/postgres.libsonnet): `<metric_prefix>.<column>`.
{
  vector_database:: 'embeddings',

  // Queries that have been running for more than a second, and the longest of them.
  sessions(ctx):: [{
    metric_prefix: 'postgresql.slow_queries',
    query: |||
      SELECT d.datname, count(a.pid), coalesce(max(extract(epoch FROM now() - a.query_start)), 0)
        FROM pg_database d
        LEFT JOIN pg_stat_activity a
          ON a.datid = d.oid AND a.state = 'active' AND a.backend_type = 'client backend'
             AND a.pid <> pg_backend_pid() AND now() - a.query_start > interval '1 second'
       WHERE d.datallowconn AND NOT d.datistemplate
       GROUP BY d.datname
    |||,
    columns: [{ name: 'db', type: 'tag' }, { name: 'count', type: 'gauge' }, { name: 'longest_seconds', type: 'gauge' }],
  }],

  // pgvector: the size and use of the approximate indexes as a whole, and the rows behind them; which table or index it is, the
  // check's own relation metrics report.
  vectors(ctx):: [
    {
      metric_prefix: 'pgvector.index',
      query: |||
        SELECT current_database(), coalesce(sum(pg_relation_size(i.oid)), 0), coalesce(sum(s.idx_scan), 0)
          FROM pg_stat_user_indexes s
          JOIN pg_class i ON i.oid = s.indexrelid
          JOIN pg_am am ON am.oid = i.relam
         WHERE am.amname IN ('hnsw', 'ivfflat')
      |||,
      columns: [{ name: 'db', type: 'tag' }, { name: 'size', type: 'gauge' }, { name: 'scans', type: 'monotonic_count' }],
    },
    {
      metric_prefix: 'pgvector',
      query: |||
        SELECT current_database(), coalesce(sum(s.n_live_tup), 0), coalesce(sum(s.n_dead_tup), 0)
          FROM pg_stat_user_tables s
         WHERE EXISTS (SELECT 1 FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
                        WHERE a.attrelid = s.relid AND y.typname IN ('vector', 'halfvec', 'sparsevec'))
      |||,
      columns: [{ name: 'db', type: 'tag' }, { name: 'rows', type: 'gauge' }, { name: 'dead_rows', type: 'gauge' }],
    },
  ],
}
