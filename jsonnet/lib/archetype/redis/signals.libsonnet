function(ctx) {
  alive: ctx.signal.check({ title: 'Can connect', check: 'redis.can_connect', by: ['host'] }),
  // The agent's own connection is one of them, so a primary has at least one.
  primary_clients: ctx.signal.gauge({ title: 'Clients of the primary', metric: 'redis.net.clients', where: { redis_role: 'master' }, space_aggregation: 'sum', time_aggregation: 'max' }),
  replicas: ctx.signal.gauge({ title: 'Replicas of the primary', metric: 'redis.net.slaves', where: { redis_role: 'master' }, space_aggregation: 'max', time_aggregation: 'max' }),
  hit_rate: ctx.signal.share({ title: 'Hit rate', part: 'redis.stats.keyspace_hits', rest: 'redis.stats.keyspace_misses', space_aggregation: 'sum' }),
  memory: ctx.signal.share({ title: 'Memory used (of maxmemory)', part: 'redis.mem.used', whole: 'redis.mem.maxmemory', by: ['host'] }),
  evictions: ctx.signal.count({ title: 'Keys evicted', metric: 'redis.keys.evicted', by: ['host'] }),
  clients: ctx.signal.gauge({ title: 'Connected clients', metric: 'redis.net.clients', space_aggregation: 'sum', by: ['host'] }),
  commands: ctx.signal.gauge({ title: 'Commands a second', metric: 'redis.net.commands', space_aggregation: 'sum', by: ['host'] }),
  rejected_connections: ctx.signal.count({ title: 'Rejected connections', metric: 'redis.net.rejected', by: ['host'] }),
  replica_link: ctx.signal.check({ title: 'Link of a replica to its primary', check: 'redis.replication.master_link_status', by: ['host'] }),
  failed_saves: ctx.signal.logs({ title: 'Failed saves', search: '("Background saving error" OR "Background saving terminated by signal" OR "Error writing to the AOF file" OR "save in background")' }),
}
