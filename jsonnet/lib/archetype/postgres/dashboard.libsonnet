function(ctx)
  local s = ctx.signals.postgres;
  local w = ctx.widget;
  [
    ctx.group({
      title: 'Queries, connections and replication',
      rows: [
        [
          w.query_value({ signal: s.primaries, limits: { alert: 1, better: 'higher', label: 'always one' } }),
          w.query_value({ signal: s.instances }),
          w.query_value({ signal: s.connections }),
          w.query_value({ signal: s.slow_queries }),
          w.query_value({ signal: s.longest_query }),
          w.query_value({ signal: s.replication_lag }),
        ],
        [
          w.timeseries({ signal: s.slow_queries, colour: 'latency', events: ctx.deployments }),
          w.timeseries({ signal: s.longest_query, colour: 'latency', events: ctx.deployments }),
          w.timeseries({ signal: s.connections }),
        ],
        [
          w.timeseries({ signal: s.replication_lag, colour: 'waiting' }),
          w.timeseries({ signal: s.replication_bytes, colour: 'waiting' }),
          w.timeseries({ signal: s.size, colour: 'saturation', display: 'area' }),
        ],
        [
          w.timeseries({ signal: s.instances, by: ['replication_role'], colour: 'outcome', hint: 'A failover shows as one role that moves' }),
          w.timeseries({ signal: s.commits, colour: 'traffic' }),
          w.timeseries({ signal: s.rollbacks, colour: 'failure', hint: 'Rolled-back transactions: errors, deadlocks or client time-outs' }),
        ],
        [
          w.timeseries({ signal: s.locks_waiting, colour: 'waiting', hint: 'Each is a transaction that waits for another' }),
          w.timeseries({ signal: s.locks, colour: 'saturation', hint: 'AccessExclusiveLock, as of ALTER TABLE, blocks every reader' }),
        ],
        [
          w.timeseries({ signal: s.deadlocks, colour: 'failure' }),
          w.timeseries({ signal: s.idle_transactions, colour: 'waiting', hint: 'They hold locks and keep dead rows' }),
          w.timeseries({ signal: s.slot_lag, colour: 'saturation', hint: 'WAL that is kept for a reader fills the volume' }),
        ],
        [
          w.timeseries({ signal: s.dead_rows, colour: 'saturation', hint: 'Autovacuum starts at about 20 % of a table' }),
          w.timeseries({ signal: s.wraparound, colour: 'saturation', hint: 'At 3 million the database refuses writes' }),
          w.timeseries({ signal: s.backup_age, colour: 'waiting' }),
        ],
      ],
    }),
  ]
