// P2: a certificate that was issued before goes on until it expires; a new one is missing. CertManagerCertNotReady of the cert-manager mixin waits ten minutes.
function(ctx) ctx.monitor.threshold({
  symptom: 'a certificate is not ready',
  impact: 'what needs the certificate does not start, or is not trusted from the day on which the old one expires',
  first_action: "read the error of the certificate's newest request, order or challenge",
  signal: ctx.signal.gauge({
    title: 'Certificates that are not ready',
    metric: 'cluster.certificate.ready_status',
    of_service: false,
    where: { condition: ['false', 'unknown'] },
    space_aggregation: 'max',
    time_aggregation: 'min',
    by: ['certificate_namespace', 'certificate'],
  }),
  window: '15m',
  comparison: 'at_least',
  alert: 1,
  severity: 'P2',
  no_data: 'resolve',
})
