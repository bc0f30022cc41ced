// Counted by Datadog from log lines before it indexes them (terraform/logs/metrics.yaml).
{
  'scribemed.logs.lines': { type: 'count', unit: 'event', tags: ['status'], meaning: 'log lines that arrive, indexed or not' },
}
