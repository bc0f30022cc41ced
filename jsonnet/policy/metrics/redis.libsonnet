// From the Redis integration.
{
  'redis.mem.used': { type: 'gauge', unit: 'byte', tags: ['host'], meaning: 'memory used' },
  'redis.mem.maxmemory': { type: 'gauge', unit: 'byte', tags: ['host'], meaning: 'memory at which keys are evicted' },
  'redis.stats.keyspace_hits': { type: 'gauge', unit: 'key', per_unit: 'second', tags: ['host'], meaning: 'keys found a second' },
  'redis.stats.keyspace_misses': { type: 'gauge', unit: 'key', per_unit: 'second', tags: ['host'], meaning: 'keys not found a second' },
  'redis.net.slaves': { type: 'gauge', unit: 'connection', tags: ['host', 'redis_role'], meaning: 'replicas connected to an instance' },
  'redis.net.clients': { type: 'gauge', unit: 'connection', tags: ['host', 'redis_role'], meaning: 'connected clients' },
  'redis.keys.evicted': { type: 'gauge', cumulative: true, unit: 'key', tags: ['host'], meaning: 'keys evicted for lack of memory since the instance started' },
  'redis.net.commands': { type: 'gauge', unit: 'command', tags: ['host'], meaning: 'commands a second' },
  'redis.net.rejected': { type: 'gauge', cumulative: true, unit: 'connection', tags: ['host'], meaning: 'connections rejected for maxclients since the instance started' },
}
