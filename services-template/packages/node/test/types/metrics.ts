// Compiled by `npm run lint`, never run: each line below the directive must be a mistake.
import type { Metrics } from '../../src/metrics.ts';

export function mistakes(metrics: Metrics): void {
  metrics.count('jobs.total', 1);
  metrics.count('jobs.total', 1, { queue: 'transcription.jobs' });
  metrics.count('inference.outcomes', 1, { model: 'scribe-note-7b', outcome: 'timeout' });
  metrics.distribution('audio.duration', 12.5);
  void metrics.measure('llm.requests', { model: 'scribe-note-7b', provider: 'internal' }, async () => 1);
  void metrics.measure('jobs', {}, () => 1).then((result) => result.toFixed());
  void metrics.measure('auth', {}, () => undefined);

  // @ts-expect-error unknown metric
  metrics.count('jobs.totl', 1);
  // @ts-expect-error a count is not a gauge
  metrics.gauge('jobs.total', 1);
  // @ts-expect-error a value of another type
  metrics.count('jobs.total', '1');
  // @ts-expect-error a tag that the metric does not carry
  metrics.count('jobs.total', 1, { model: 'scribe-note-7b' });
  // @ts-expect-error a tag on a metric without tags
  metrics.distribution('audio.duration', 1, { queue: 'transcription.jobs' });
  // @ts-expect-error a value that is not in the closed set
  metrics.count('inference.outcomes', 1, { outcome: 'great' });
  // @ts-expect-error a tag of another type
  metrics.count('jobs.total', 1, { queue: 3 });
  // @ts-expect-error a name that is only known at run time
  metrics.count('jobs.total' as string, 1);

  // @ts-expect-error unknown family
  void metrics.measure('llm.request', {}, () => 1);
  // @ts-expect-error a metric is no family
  void metrics.measure('llm.requests.total', {}, () => 1);
  // @ts-expect-error total without failed is no family
  void metrics.measure('uploads', {}, () => 1);
  // @ts-expect-error a tag that the family does not carry
  void metrics.measure('llm.requests', { queue: 'transcription.jobs' }, () => 1);
  // @ts-expect-error a tag on a family without tags
  void metrics.measure('auth', { queue: 'transcription.jobs' }, () => 1);
  // @ts-expect-error a family that is only known at run time
  void metrics.measure('jobs' as string, {}, () => 1);
}
