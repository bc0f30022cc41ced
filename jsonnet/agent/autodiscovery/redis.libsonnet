// Redis: keyspace, memory, replication. Hit rate is computed from stats.keyspace_hits and _misses.
local credentials = import 'agent/credentials.libsonnet';
local transport = import 'agent/transport.libsonnet';

{
  archetype: 'redis',
  check: 'redisdb',
  found_by: 'endpoint',
  ports(ctx):: [6379],
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
  } + (if transport.is_tls(ctx) then {
         ssl: true,
         ssl_cert_reqs: 2,  // a certificate is required, and verified
         ssl_ca_certs: transport.ca,
       } else {}),
}
