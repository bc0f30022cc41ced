// PostgreSQL, each instance by itself so that replication lag and connections are seen per pod. Database Monitoring stays off: it
// sends query samples and plans, and a literal that escapes its obfuscation is patient data (docs/decisions/0012-no-query-samples.md).
local queries = import 'agent/autodiscovery/postgres-queries.libsonnet';
local credentials = import 'agent/credentials.libsonnet';
local transport = import 'agent/transport.libsonnet';

{
  archetype: 'postgres',
  check: 'postgres',
  found_by: 'endpoint',
  ports(ctx):: [5432],
  logs_in: true,
  init_config: {},
  instance(ctx, service):: local is_vector = std.member(ctx.services[service].archetypes, 'vector-db'); {
    host: '%%host%%',
    port: 5432,
    username: 'datadog',
    password: credentials.password(ctx, service),
    // Not verify-full: the check knows the pod's address, and no certificate names that.
    ssl: if transport.is_tls(ctx) then 'verify-ca' else 'prefer',
    [if transport.is_tls(ctx) then 'ssl_root_cert']: transport.ca,
    dbm: false,
    // `host` is the node, as it is on every other metric, and not the pod's IP, which changes with every restart.
    exclude_hostname: true,
    // Who accepts writes: `replication_role:master` or `standby` on every metric.
    tag_replication_role: true,
    // pgvector's statistics are per database: the check connects to the one that holds the embeddings. Elsewhere it discovers all databases; the two
    // exclude each other, and the check refuses to start with both.
    [if is_vector then 'dbname']: queries.vector_database,
    [if !is_vector then 'database_autodiscovery']: { enabled: true },
    collect_activity_metrics: true,
    collect_wal_metrics: false,  // reads the data directory: only for an agent next to the server
    relations: [{ relation_regex: '.*', relkind: ['r', 'p'] }],
    max_relations: 100,
    custom_queries: queries.sessions(ctx) + queries.idle_transactions(ctx) + (if is_vector then queries.vectors(ctx) else []),
  },
}
