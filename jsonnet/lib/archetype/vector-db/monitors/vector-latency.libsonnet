// P2: notes come later, but they come. Beyond this limit retrieval cannot meet its own SLO.
local duration = import 'lib/duration.libsonnet';

function(ctx)
  local limit_s = ctx.by_env({ dev: 2, staging: 1, prod: 0.5 });
  ctx.monitor.threshold({
    symptom: 'vector searches take longer than ' + duration.text(limit_s),
    impact: 'every note waits for its passages',
    first_action: 'see what the searches wait for: IO is an index that no longer fits into memory, Lock a migration, CPU load or no index',
    signal: ctx.signals['vector-db'].slower_than(limit_s),
    window: '10m',
    alert: 5,
    warn: 2.5,
    min_bad: 10,
    severity: 'P2',
    no_data: 'resolve',
  })
