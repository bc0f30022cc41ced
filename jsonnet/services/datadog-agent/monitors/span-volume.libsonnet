// P3: it costs money and slows nobody down. What the hosts of an environment include is 150 GB a month and host; production has at least six, so about 30 GiB a day.
// Of all services: who sends it is in the runbook's first command.
function(ctx) ctx.monitor.threshold({
  symptom: 'more spans than the plan includes',
  impact: 'every gigabyte above what the hosts include is charged',
  first_action: 'see which service sends most, and why its spans are kept',
  signal: ctx.signal.count({ title: 'Spans ingested', metric: 'datadog.estimated_usage.apm.ingested_bytes', of_service: false }),
  window: '1d',
  alert: ctx.by_env({ dev: 5368709120, staging: 10737418240, prod: 32212254720 }),
  severity: 'P3',
  no_data: 'resolve',
  suppress: { 'monitor/looser-production': { reason: 'production has more hosts, and each includes spans' } },
})
