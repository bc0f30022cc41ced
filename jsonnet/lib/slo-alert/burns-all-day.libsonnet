// P3: a trend. At this rate the target is missed in days, and no page would make it faster.
local burn_rate = import 'lib/burn_rate.libsonnet';

function(ctx, slo) burn_rate(ctx, slo, 'burns-all-day', {
  symptom: 'error budget burns all day (' + slo.objective + ')',
  first_action: 'see since when, and which deployment or dependency began it',
})
