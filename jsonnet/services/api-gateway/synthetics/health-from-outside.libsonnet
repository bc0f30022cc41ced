// P2: it names the cause, a gateway that cannot be reached. What clinicians lose is that nobody can sign in, and `login-page` pages for it: a gateway that is
// dead for everybody has no login page either. Three locations and two failing for two minutes: one network of one provider is not an outage of ours.
function(ctx) ctx.synthetic.http({
  symptom: 'the gateway does not answer people outside',
  impact: 'requests of clinicians do not arrive, although every service may be healthy inside the cluster: `login-page` pages',
  first_action: 'request the gateway from outside the VPN: no address is DNS, 502 to 504 or no answer is the edge or the gateway',
  severity: 'P2',
  environments: ['prod', 'staging'],
  path: '/readyz',
  locations: ['aws:us-east-1', 'aws:us-east-2', 'aws:us-west-2'],
  every_s: 60,
  failing_s: 120,
  failing_locations: 2,
})
