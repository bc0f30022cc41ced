// P1: a weekend is shorter than three days, so nobody may wait for Monday. An invalid certificate fails the test as well.
function(ctx) ctx.synthetic.tls({
  symptom: "the gateway's certificate ends within three days, or is invalid already",
  impact: 'browsers and apps reject the gateway when it ends: nobody can work then',
  first_action: 'compare when the certificate ends at the edge and in the cluster: a later end in the cluster is renewed but not served',
  severity: 'P1',
  environments: ['prod', 'staging'],
  valid_days: 3,
  // A certificate is the same everywhere; two locations, so that the page does not depend on one network.
  locations: ['aws:us-east-1', 'aws:us-west-2'],
  every_s: 900,
  failing_s: 900,
})
