// What a service promises by the SLO `slo`, for a monitor whose threshold is the objective: without one it would have no number.
local check = import 'lib/check.libsonnet';

function(ctx, slo)
  if slo in ctx.service.slos then ctx.service.slos[slo]
  else check.fail(
    'service/no-target',
    "service '" + ctx.service.name + "' promises no '" + slo + "', which a monitor of its archetypes takes its threshold from",
    'slos',
    ctx.service.file,
    "declare slos['" + slo + "'], or drop the monitor under 'without' with the reason"
  )
