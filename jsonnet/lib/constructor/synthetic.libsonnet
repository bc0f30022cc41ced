// Synthetic tests: Datadog requests the public host of an environment from outside. Each has a monitor of its own, with the message and the route of all
// monitors. Fields: docs/reference/constructors.md#synthetic-tests.
{
  // A page.
  http(p):: { constructor: 'synthetic.http', args: p },
  // The certificate.
  tls(p):: { constructor: 'synthetic.tls', args: p },
}
