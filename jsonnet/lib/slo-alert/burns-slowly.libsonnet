// P2: failures below the threshold of every other monitor last for hours, and a working day is soon enough for them.
local burn_rate = import 'lib/burn_rate.libsonnet';

function(ctx, slo) burn_rate(ctx, slo, 'burns-slowly', {
  symptom: 'error budget burns slowly (' + slo.objective + ')',
  first_action: 'compare the failures by version, pod and dependency: the share is too small for the other monitors',
})
