// What is consumed from a broker: { <service>: [<queue or topic>] }, of the services that consume anything from it.
function(ctx, broker) {
  [consumer]: [stream.name for stream in ctx.services[consumer].consumes if stream.broker == broker]
  for consumer in std.objectFields(ctx.services)
  if std.length([0 for stream in ctx.services[consumer].consumes if stream.broker == broker]) > 0
}
