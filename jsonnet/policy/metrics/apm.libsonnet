// Trace metrics: Datadog computes them from every span, before sampling, and names them after the span. Fastify and FastAPI are what our Node and
// Python services serve with; `grpc.server` is the gRPC server span of both: the Python package renames its tracer's `grpc`. Critical spans have trace
// metrics because the packages mark them as measured. Datadog computes their percentiles by itself.
local spans = import 'policy/spans.libsonnet';

local of_span(name, meaning) = {
  ['trace.' + name + '.hits']: { type: 'count', unit: 'operation', tags: [], meaning: 'how often ' + meaning },
  ['trace.' + name + '.errors']: { type: 'count', unit: 'operation', tags: [], meaning: 'how often that failed: ' + meaning },
  ['trace.' + name]: { type: 'distribution', percentiles: true, unit: 'second', tags: [], meaning: 'how long it takes: ' + meaning },
};

std.foldl(function(metrics, name) metrics + of_span(name, spans[name].meaning), std.objectFields(spans), {}) + {
  'trace.fastify.request.hits': { type: 'count', unit: 'request', languages: ['node'], tags: [], meaning: 'requests served by a Node service' },
  'trace.fastify.request.errors': { type: 'count', unit: 'request', languages: ['node'], tags: [], meaning: 'requests of a Node service that ended in a 5xx or an exception; a 404 is none' },
  'trace.fastify.request': { type: 'distribution', percentiles: true, unit: 'second', languages: ['node'], tags: [], meaning: 'latency of requests to a Node service' },
  'trace.fastapi.request.hits': { type: 'count', unit: 'request', languages: ['python'], tags: [], meaning: 'requests served by a Python service' },
  'trace.fastapi.request.errors': { type: 'count', unit: 'request', languages: ['python'], tags: [], meaning: 'requests of a Python service that ended in a 5xx or an exception; a 404 is none' },
  'trace.fastapi.request': { type: 'distribution', percentiles: true, unit: 'second', languages: ['python'], tags: [], meaning: 'latency of requests to a Python service' },
  'trace.grpc.server.hits': { type: 'count', unit: 'request', tags: [], meaning: 'gRPC calls served' },
  'trace.grpc.server.errors': { type: 'count', unit: 'request', tags: [], meaning: 'gRPC calls that ended in an error status' },
  'trace.grpc.server': { type: 'distribution', percentiles: true, unit: 'second', tags: [], meaning: 'latency of gRPC calls' },
}
