// Redis: keyspace, memory, replication. Hit rate is computed from stats.keyspace_hits and _misses.
local credentials = import 'agent/credentials.libsonnet';

{
  archetype: 'redis',
  check: 'redisdb',
  found_by: 'endpoint',
  ports: [6379],
  logs_in: true,
  init_config: {},
  instance(ctx, service):: {
    host: '%%host%%',
    port: 6379,
    username: 'datadog',
    password: credentials.password(ctx, service),
    command_stats: true,
    // The slow log's entries carry keys; only their durations are sent, and few.
    'slowlog-max-len': 32,
  },
}
