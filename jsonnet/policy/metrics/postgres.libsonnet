// From the PostgreSQL integration; the pgvector metrics are custom queries of its configuration (agent/autodiscovery).
{
  'postgresql.running': { type: 'gauge', unit: 'instance', tags: ['host', 'replication_role'], meaning: '1 for an instance that answers the check' },
  'postgresql.connections': { type: 'gauge', unit: 'connection', tags: ['host', 'db'], meaning: 'open connections' },
  'postgresql.max_connections': { type: 'gauge', unit: 'connection', tags: ['host'], meaning: 'connections the server accepts' },
  'postgresql.replication_delay': { type: 'gauge', unit: 'second', tags: ['host'], meaning: 'how far a standby is behind its primary' },
  'postgresql.replication_delay_bytes': { type: 'gauge', unit: 'byte', tags: ['host'], meaning: 'how many bytes of WAL a standby is behind' },
  'postgresql.commits': { type: 'gauge', unit: 'transaction', tags: ['host', 'db'], meaning: 'transactions committed a second' },
  'postgresql.rollbacks': { type: 'gauge', unit: 'transaction', tags: ['host', 'db'], meaning: 'transactions rolled back a second' },
  'postgresql.database_size': { type: 'gauge', unit: 'byte', tags: ['host', 'db'], meaning: 'disk used by a database' },
  'postgresql.slow_queries.count': { type: 'gauge', unit: 'query', tags: ['host', 'datname'], meaning: 'queries that have been running for more than a second; a custom query of our configuration' },
  'postgresql.slow_queries.longest_seconds': { type: 'gauge', unit: 'second', tags: ['host', 'datname'], meaning: 'how long the longest query has been running; a custom query of our configuration' },
  'pgvector.index.scans': { type: 'count', unit: 'operation', tags: ['host', 'db'], meaning: 'scans of the vector indexes' },
  'pgvector.dead_rows': { type: 'gauge', unit: 'row', tags: ['host', 'db'], meaning: 'rows of embeddings that are dead and not yet vacuumed: they slow every search' },
  'pgvector.index.size': { type: 'gauge', unit: 'byte', tags: ['host', 'db'], meaning: 'size of the vector indexes' },
  'pgvector.rows': { type: 'gauge', unit: 'row', tags: ['host', 'db'], meaning: 'embeddings stored' },
}
