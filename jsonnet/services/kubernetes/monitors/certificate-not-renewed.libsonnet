// P2: cert-manager renews when a third of the lifetime is left (30 of 90 days), so a day after that there is still time. Measured against the time of renewal and
// not of expiry, because lifetimes differ.
function(ctx) ctx.monitor.threshold({
  symptom: 'a certificate was not renewed',
  impact: 'none yet: clients refuse the connection from the day on which it expires',
  first_action: 'see which certificate should have been renewed, and how long it is until it expires',
  signal: ctx.signal.gauge({
    title: 'Time since certificates should have been renewed',
    metric: 'cluster.certificate.renewal_overdue',
    of_service: false,
    space_aggregation: 'max',
    time_aggregation: 'min',
    by: ['certificate_namespace', 'certificate'],
  }),
  window: '30m',
  alert: 86400,
  severity: 'P2',
  no_data: 'resolve',
})
