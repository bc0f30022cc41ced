// P2: three weeks are left to renew it by hand when the automatic renewal, which runs a month before the end, did not.
function(ctx) ctx.synthetic.tls({
  symptom: "the gateway's certificate ends in less than three weeks",
  impact: 'browsers and apps will reject the gateway when it ends: nobody can work then',
  first_action: 'compare when the certificate ends at the edge and in the cluster: a later end in the cluster is renewed but not served',
  severity: 'P2',
  environments: ['prod', 'staging'],
  valid_days: 21,
  // A certificate is the same everywhere, and changes by the day.
  locations: ['aws:us-east-1'],
  every_s: 3600,
})
