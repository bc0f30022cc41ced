function(ctx)
  local s = ctx.signals.worker;
  local w = ctx.widget;
  local queues = s.queues != [];
  local topics = s.topics != [];
  [
    ctx.group({
      title: 'Jobs',
      rows: [
        [
          w.query_value({ signal: s.failures, limits: ctx.limits('success') }),
          w.query_value({ signal: s.duration, limits: ctx.limits('job-latency') }),
          w.query_value({ signal: s.oldest }),
          w.query_value({ signal: s.waiting }),
          if queues then w.query_value({ signal: s.dead_letters, limits: { alert: 1, label: 'a job ran out of retries' } }) else null,
        ],
        [
          w.timeseries({ signal: s.failures, limits: ctx.limits('success'), events: ctx.deployments, hint: 'Vertical lines: rollouts and scaling' }),
          w.timeseries({ signal: s.duration, limits: ctx.limits('job-latency'), events: ctx.deployments, hint: 'Vertical lines: rollouts and scaling' }),
        ],
        [
          w.timeseries({ signal: s.oldest, colour: 'waiting', hint: 'Grows while no worker takes jobs' }),
          if queues then w.timeseries({ signal: s.backlog, colour: 'waiting', display: 'area', hint: 'Counted by the broker, so it also shows a dead worker' }) else null,
          if topics then w.timeseries({ signal: s.lag, colour: 'waiting', display: 'area', hint: 'Counted by the broker, so it also shows a dead worker' }) else null,
          if queues then w.timeseries({ signal: s.dead_letters, colour: 'failure', display: 'area' }) else null,
        ],
        [
          if queues then w.timeseries({ signal: s.stalled_queue, colour: 'failure', hint: 'Nearly 0 in a minute in which one is acknowledged; pages after 10 minutes above 1' }) else null,
          if topics then w.timeseries({ signal: s.stalled_topic, colour: 'failure', hint: 'Nearly 0 in a minute in which one is committed; pages after 5 minutes above 1' }) else null,
          w.timeseries({ signal: s.jobs }),
          w.heatmap({ signal: s.duration, title: 'Spread of job latency', limits: ctx.limits('job-latency') }),
        ],
      ],
    }),
  ]
