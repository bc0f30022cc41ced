// Custom queries of the PostgreSQL check. They read statistics views only, never a table's rows, and return numbers tagged
// by database. Each column is a metric of the catalog: `<metric_prefix>.<column>`.
{
  vector_database:: 'embeddings',

  // Statements that run for longer than a clinician waits, and the longest of them.
  sessions(ctx):: [{
    metric_prefix: ctx.policy.platform.metric_prefix + 'postgresql.statements',
    query: |||
      SELECT datname,
             count(*) FILTER (WHERE now() - query_start > interval '5 seconds'),
             coalesce(max(extract(epoch FROM now() - query_start)), 0)
        FROM pg_stat_activity
       WHERE state = 'active' AND backend_type = 'client backend' AND datname IS NOT NULL AND pid <> pg_backend_pid()
       GROUP BY datname
    |||,
    columns: [
      { name: 'db', type: 'tag' },
      { name: 'slow', type: 'gauge' },
      { name: 'longest_seconds', type: 'gauge' },
    ],
  }],

  // pgvector: size and use of the approximate indexes as a whole, and the rows behind them; which table or index it is, the check's
  // own relation metrics tell.
  vectors(ctx):: [
    {
      metric_prefix: ctx.policy.platform.metric_prefix + 'pgvector.indexes',
      query: |||
        SELECT current_database(), count(*), coalesce(sum(pg_relation_size(i.oid)), 0), coalesce(sum(s.idx_scan), 0)
          FROM pg_stat_user_indexes s
          JOIN pg_class i ON i.oid = s.indexrelid
          JOIN pg_am am ON am.oid = i.relam
         WHERE am.amname IN ('hnsw', 'ivfflat')
      |||,
      columns: [
        { name: 'db', type: 'tag' },
        { name: 'count', type: 'gauge' },
        { name: 'size_bytes', type: 'gauge' },
        { name: 'scans', type: 'monotonic_count' },
      ],
    },
    {
      metric_prefix: ctx.policy.platform.metric_prefix + 'pgvector.embeddings',
      query: |||
        SELECT current_database(), coalesce(sum(s.n_live_tup), 0), coalesce(sum(s.n_dead_tup), 0)
          FROM pg_stat_user_tables s
         WHERE EXISTS (SELECT 1 FROM pg_attribute a JOIN pg_type y ON y.oid = a.atttypid
                        WHERE a.attrelid = s.relid AND y.typname IN ('vector', 'halfvec', 'sparsevec'))
      |||,
      columns: [
        { name: 'db', type: 'tag' },
        { name: 'rows', type: 'gauge' },
        { name: 'dead_rows', type: 'gauge' },
      ],
    },
  ],
}
