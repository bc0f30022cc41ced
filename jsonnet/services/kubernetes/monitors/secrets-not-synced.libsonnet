// P2: pods go on with the Secret that they have; after a rotation they fail at their next start.
function(ctx) ctx.monitor.threshold({
  symptom: 'a Secret is out of sync',
  impact: 'a rotated key or password does not arrive, and pods fail at their next start',
  first_action: 'see whether a secret store is not Valid (all its Secrets are concerned) or one Secret fails',
  signal: ctx.signal.gauge({
    title: 'ExternalSecrets that are not ready',
    metric: 'cluster.external_secret.status_condition',
    of_service: false,
    where: { condition: 'ready', status: ['false', 'unknown'] },
    space_aggregation: 'max',
    time_aggregation: 'min',
    by: ['secret_namespace', 'external_secret'],
  }),
  window: '30m',
  comparison: 'at_least',
  alert: 1,
  severity: 'P2',
  no_data: 'resolve',
})
