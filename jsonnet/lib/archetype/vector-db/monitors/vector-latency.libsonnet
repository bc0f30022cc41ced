// P2: notes come later, but they come. Beyond this limit retrieval cannot meet its own SLO.
local duration = import 'lib/duration.libsonnet';

function(ctx)
  local limit_s = ctx.by_env({ dev: 2, staging: 1, prod: 0.5 });
  ctx.monitor.threshold({
    symptom: 'vector searches take longer than ' + duration.text(limit_s),
    impact: 'every note waits for its passages',
    signal: ctx.signals['vector-db'].slower_than(limit_s),
    window: '10m',
    alert: 5,
    warn: 2.5,
    min_bad: 10,
    severity: 'P2',
    no_data: 'resolve',
  })
