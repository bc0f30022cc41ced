function(ctx) {
  alive: ctx.signal.check({ title: 'Can connect', check: 'postgres.can_connect', by: ['host'] }),
  connections: ctx.signal.share({ title: 'Connections of those accepted', part: 'postgresql.connections', whole: 'postgresql.max_connections', space: 'sum', by: ['host'] }),
  slow_queries: ctx.signal.gauge({ title: 'Queries running for more than a second', metric: 'postgresql.slow_queries.count', space: 'sum', time: 'avg', by: ['db'] }),
  longest_query: ctx.signal.gauge({ title: 'Longest query', metric: 'postgresql.slow_queries.longest_seconds', space: 'max', by: ['db'] }),
  replication_lag: ctx.signal.gauge({ title: 'Replication lag', metric: 'postgresql.replication_delay', space: 'max', time: 'min', by: ['host'] }),
  replication_bytes: ctx.signal.gauge({ title: 'Replication lag in bytes', metric: 'postgresql.replication_delay_bytes', space: 'max', by: ['host'] }),
  commits: ctx.signal.gauge({ title: 'Commits a second', metric: 'postgresql.commits', space: 'sum', by: ['db'] }),
  rollbacks: ctx.signal.gauge({ title: 'Rollbacks a second', metric: 'postgresql.rollbacks', space: 'sum', by: ['db'] }),
  size: ctx.signal.gauge({ title: 'Size of the databases', metric: 'postgresql.database_size', space: 'max', by: ['db'] }),
}
