// P2: it explains failures of every service, and those page. 3 % over ten minutes, as CoreDNSErrorsHigh of the coredns-mixin; NXDOMAIN is no failure.
function(ctx) ctx.monitor.threshold({
  symptom: 'DNS queries fail',
  impact: 'services do not find each other, the stores or providers: their error-rate and failure-rate page',
  first_action: 'resolve an inner and an outer name from a pod: if only the outer fails it is upstream, if both fail it is CoreDNS',
  signal: ctx.signal.ratio({
    title: 'DNS queries that fail',
    bad: 'coredns.response_code_count.count',
    bad_where: { rcode: 'servfail' },
    of: 'coredns.request_count.count',
    of_service: false,
  }),
  window: '10m',
  alert: 3,
  min_bad: 100,
  severity: 'P2',
  no_data: 'resolve',
})
