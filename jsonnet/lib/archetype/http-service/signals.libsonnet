// The server span of the framework is the entry of every request: Fastify in Node, FastAPI in Python.
function(ctx) {
  local span = if ctx.service.runs.language == 'node' then 'trace.fastify.request' else 'trace.fastapi.request',
  local target = if 'latency' in ctx.service.slos then ctx.service.slos.latency else { percentile: 95 },
  requests: ctx.signal.count({ title: 'Requests', metric: span + '.hits' }),
  errors: ctx.signal.ratio({ title: 'Failed requests', bad: span + '.errors', of: span + '.hits' }),
  latency: ctx.signal.percentile({ title: 'Request latency', metric: span, percentile: target.percentile }),
}
