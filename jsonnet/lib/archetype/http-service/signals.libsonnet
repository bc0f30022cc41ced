// The server span of the framework is the entry of every request: Fastify in Node, FastAPI in Python.
local duration = import 'lib/duration.libsonnet';

function(ctx) {
  local span = if ctx.service.runs.language == 'node' then 'trace.fastify.request' else 'trace.fastapi.request',
  requests: ctx.signal.count({ title: 'Requests', metric: span + '.hits' }),
  errors: ctx.signal.ratio({ title: 'Failed requests', bad: span + '.errors', of: span + '.hits' }),
  latency: ctx.signal.percentile({ title: 'Request latency', metric: span, percentile: 95 }),
  slower_than(limit_s):: ctx.signal.over_limit({ title: 'Requests slower than ' + duration.text(limit_s), metric: span, limit: limit_s }),
}
