// The target of the SLO `slo` of a service, for a monitor whose threshold is the target.
local check = import 'lib/check.libsonnet';

function(ctx, slo)
  if slo in ctx.service.slos then ctx.service.slos[slo]
  else check.fail(
    'service/no-target',
    "service '" + ctx.service.name + "' has no SLO target '" + slo + "', which a monitor of its archetypes needs as its threshold",
    'slos',
    ctx.service.file,
    "declare slos['" + slo + "'], or drop the monitor under 'without' with the reason"
  )
