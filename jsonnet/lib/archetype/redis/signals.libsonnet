function(ctx) {
  alive: ctx.signal.check({ title: 'Can connect', check: 'redis.can_connect', by: ['host'] }),
  hit_rate: ctx.signal.share({ title: 'Hit rate', part: 'redis.stats.keyspace_hits', rest: 'redis.stats.keyspace_misses', space_aggregation: 'sum' }),
  memory: ctx.signal.share({ title: 'Memory used (of maxmemory)', part: 'redis.mem.used', whole: 'redis.mem.maxmemory', by: ['host'] }),
  evictions: ctx.signal.gauge({ title: 'Keys evicted', metric: 'redis.keys.evicted', space_aggregation: 'sum', by: ['host'] }),
  clients: ctx.signal.gauge({ title: 'Connected clients', metric: 'redis.net.clients', space_aggregation: 'sum', by: ['host'] }),
  commands: ctx.signal.gauge({ title: 'Commands a second', metric: 'redis.net.commands', space_aggregation: 'sum', by: ['host'] }),
}
