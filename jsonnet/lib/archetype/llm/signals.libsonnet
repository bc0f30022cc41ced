function(ctx) {
  requests: ctx.signal.count({ title: 'Requests to language models', metric: 'llm.requests.total', by: ['model'] }),
  timeouts: ctx.signal.ratio({ title: 'Requests to language models that time out', bad: 'llm.requests.timeout', of: 'llm.requests.total', by: ['model'] }),
  errors: ctx.signal.ratio({ title: 'Requests to language models that fail', bad: 'llm.requests.failed', of: 'llm.requests.total', by: ['model'] }),
  latency: ctx.signal.percentile({ title: 'Latency of language models', metric: 'llm.requests.duration', percentile: 95 }),
  tokens: ctx.signal.count({ title: 'Tokens', metric: 'llm.tokens', by: ['model', 'token_type'] }),
  outcomes: ctx.signal.count({ title: 'Inferences by outcome', metric: 'inference.outcomes', by: ['outcome'] }),
  inference_failures: ctx.signal.ratio({
    title: 'Inferences that fail',
    bad: 'inference.outcomes',
    bad_where: { outcome: 'failure' },
    of: 'inference.total',
    by: ['model'],
  }),
  hallucinations: ctx.signal.ratio({ title: 'Inferences flagged as hallucination', bad: 'hallucination.flags', of: 'inference.total', by: ['model'] }),
}
