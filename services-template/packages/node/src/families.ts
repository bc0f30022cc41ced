// Families of metrics: what `measure` counts of one kind of work. Nothing lists them; they follow from the names, types and
// tags of the vocabulary.
import { METRICS } from './vocabulary.ts';
import type { MetricName, MetricType } from './vocabulary-types.ts';

/** The metrics of one kind of work. All carry the same tags. */
export interface Family {
  readonly total: MetricName;
  readonly failed: MetricName;
  readonly timeout: MetricName | undefined;
  readonly duration: MetricName | undefined;
}

const isMetric = (name: string): name is MetricName => Object.hasOwn(METRICS, name);

/** The family of this name, if the vocabulary has one: at least the counts `total` and `failed`, with the same tags. */
export function familyOf(name: unknown): Family | undefined {
  if (typeof name !== 'string') return undefined;
  const total = `${name}.total`;
  if (!isMetric(total) || METRICS[total].type !== 'count') return undefined;
  const tags = String(METRICS[total].tags);
  const member = (suffix: string, type: MetricType): MetricName | undefined => {
    const metric = `${name}.${suffix}`;
    return isMetric(metric) && METRICS[metric].type === type && String(METRICS[metric].tags) === tags
      ? metric
      : undefined;
  };
  const failed = member('failed', 'count');
  if (failed === undefined) return undefined;
  return { total, failed, timeout: member('timeout', 'count'), duration: member('duration', 'distribution') };
}
