// P2: what clinicians lose now is the symptom of a P1 monitor, which needs a least number of events. A burn rate has none: one failure of ten at night would page.
local burn_rate = import 'lib/burn_rate.libsonnet';

function(ctx, slo) burn_rate(ctx, slo, 'burns-fast', {
  symptom: 'error budget burns fast (' + slo.objective + ')',
  first_action: 'see which other monitor of the service alerts: its runbook has the cause; if none does, compare the failures by version and pod',
})
