function(ctx) {
  alive: ctx.signal.check({ title: 'Can connect', check: 'postgres.can_connect', by: ['host'] }),
  primaries: ctx.signal.gauge({ title: 'Primaries', metric: 'postgresql.running', where: { replication_role: 'master' }, space_aggregation: 'sum', time_aggregation: 'max' }),
  instances: ctx.signal.gauge({ title: 'Instances that answer', metric: 'postgresql.running', space_aggregation: 'sum', time_aggregation: 'max' }),
  connections: ctx.signal.share({ title: 'Connections used', part: 'postgresql.connections', whole: 'postgresql.max_connections', space_aggregation: 'sum', by: ['host'] }),
  slow_queries: ctx.signal.gauge({ title: 'Queries running for more than a second', metric: 'postgresql.slow_queries.count', space_aggregation: 'sum', time_aggregation: 'avg', by: ['datname'] }),
  longest_query: ctx.signal.gauge({ title: 'Longest query', metric: 'postgresql.slow_queries.longest_seconds', space_aggregation: 'max', by: ['datname'] }),
  replication_lag: ctx.signal.gauge({ title: 'Replication lag', metric: 'postgresql.replication_delay', space_aggregation: 'max', time_aggregation: 'min', by: ['host'] }),
  replication_bytes: ctx.signal.gauge({ title: 'Replication lag in bytes', metric: 'postgresql.replication_delay_bytes', space_aggregation: 'max', by: ['host'] }),
  commits: ctx.signal.gauge({ title: 'Commits a second', metric: 'postgresql.commits', space_aggregation: 'sum', by: ['db'] }),
  rollbacks: ctx.signal.gauge({ title: 'Rollbacks a second', metric: 'postgresql.rollbacks', space_aggregation: 'sum', by: ['db'] }),
  size: ctx.signal.gauge({ title: 'Size of the databases', metric: 'postgresql.database_size', space_aggregation: 'max', by: ['db'] }),
  // Of every instance: the one that holds vacuum back may be a standby.
  wraparound: ctx.signal.gauge({ title: 'Transactions left before wraparound', metric: 'postgresql.before_xid_wraparound', space_aggregation: 'min', time_aggregation: 'max', by: ['db'] }),
  slot_lag: ctx.signal.gauge({ title: 'WAL that a replication slot holds', metric: 'postgresql.replication_slot.restart_delay_bytes', space_aggregation: 'max', time_aggregation: 'min', by: ['slot_name'] }),
  deadlocks: ctx.signal.count({ title: 'Deadlocks', metric: 'postgresql.deadlocks.count', by: ['db'] }),
  idle_transactions: ctx.signal.gauge({ title: 'Longest idle transaction', metric: 'postgresql.idle_transactions.longest_seconds', space_aggregation: 'max', time_aggregation: 'min', by: ['datname'] }),
  dead_rows: ctx.signal.share({ title: 'Dead rows', part: 'postgresql.dead_rows', rest: 'postgresql.live_rows', space_aggregation: 'sum', time_aggregation: 'min', by: ['db'] }),
  // The cron job that makes the backup has the name of its store.
  backup_age: ctx.signal.gauge({
    title: 'Age of the last backup',
    metric: 'kubernetes_state.cronjob.duration_since_last_successful',
    of_service: false,
    where: { kube_cronjob: ctx.service.name + '-backup' },
    space_aggregation: 'max',
    time_aggregation: 'min',
  }),
}
