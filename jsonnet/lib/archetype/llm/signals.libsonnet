function(ctx) {
  requests: ctx.signal.count({ title: 'LLM requests', metric: 'llm.requests.total', by: ['model'] }),
  timeouts: ctx.signal.ratio({ title: 'Timed-out LLM requests', bad: 'llm.requests.timeout', of: 'llm.requests.total', by: ['model'] }),
  errors: ctx.signal.ratio({ title: 'Failed LLM requests', bad: 'llm.requests.failed', of: 'llm.requests.total', by: ['model'] }),
  rate_limited: ctx.signal.ratio({ title: 'LLM requests refused for their rate', bad: 'llm.requests.rate_limited', of: 'llm.requests.total', by: ['model'] }),
  latency: ctx.signal.percentile({ title: 'LLM latency', metric: 'llm.requests.duration', percentile: 95 }),
  tokens: ctx.signal.count({ title: 'Tokens', metric: 'llm.tokens', by: ['model', 'token_type'] }),
  outcomes: ctx.signal.count({ title: 'Inferences by outcome', metric: 'inference.outcomes', by: ['outcome'] }),
  inference_failures: ctx.signal.ratio({
    title: 'Failed inferences',
    bad: 'inference.outcomes',
    // A flagged inference has a result.
    bad_where: { outcome: ['failure', 'timeout', 'rejected'] },
    of: 'inference.total',
    by: ['model'],
  }),
  inference_success: ctx.signal.ratio({
    title: 'Successful inferences',
    good: 'inference.outcomes',
    bad_where: { outcome: ['success', 'flagged'] },
    of: 'inference.total',
    by: ['model'],
  }),
  hallucinations: ctx.signal.ratio({ title: 'Inferences flagged as hallucination', bad: 'hallucination.flags', of: 'inference.total', by: ['model'] }),
}
