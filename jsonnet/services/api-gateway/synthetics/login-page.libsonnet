// P1: without the page nobody signs in, and who is signed in is out after the next expiry. It is measured where clinicians are, so a dead load balancer pages,
// which nothing inside the cluster sees. Three locations and two failing for two minutes: one network of one provider is not an outage of ours.
function(ctx) ctx.synthetic.http({
  symptom: 'the login page cannot be opened from outside',
  impact: 'clinicians cannot sign in, and those who are signed in may not reach us either',
  first_action: 'request the login page from outside: 404 or 500 since a deployment, roll back; no answer is the edge or the gateway',
  severity: 'P1',
  environments: ['prod', 'staging'],
  path: '/login',
  contains: '<form',
  locations: ['aws:us-east-1', 'aws:us-east-2', 'aws:us-west-2'],
  every_s: 60,
  failing_s: 120,
  failing_locations: 2,
})
