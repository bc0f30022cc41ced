// Metrics of the policy. Types keep a wrong name, type or tag from compiling; the same is refused and counted at run time.
// Nothing here throws into a service, and nothing waits.
import type { Counters } from './counters.ts';
import { isTimeout } from './errors.ts';
import { familyOf } from './families.ts';
import { isTag, isTagValue } from './forms.ts';
import type { Scrubber } from './scrubber.ts';
import type { Statsd } from './statsd.ts';
import { METRICS } from './vocabulary.ts';
import type { FamilyName, FamilyTags, MetricName, MetricOf, MetricTags, MetricType } from './vocabulary-types.ts';

/** Emits metrics. Names are without the platform's prefix; units are those of the policy (jsonnet/policy/metrics). */
export interface Metrics {
  /** Adds `value` (0 or more) events. */
  count<N extends MetricOf<'count'>>(name: N, value: number, tags?: MetricTags<N>): void;
  /** Sets the current value. */
  gauge<N extends MetricOf<'gauge'>>(name: N, value: number, tags?: MetricTags<N>): void;
  /** Adds a measurement, for percentiles over all instances. */
  distribution<N extends MetricOf<'distribution'>>(name: N, value: number, tags?: MetricTags<N>): void;
  /**
   * Runs `fn` and counts it by the metrics of a family: `.total` once it has ended, and if it threw `.timeout`, where there
   * is such a metric and time ran out, or else `.failed`; `.duration`, where there is one, in seconds. What `fn` throws is
   * thrown on. An unknown family is dropped and counted, and `fn` runs.
   */
  measure<F extends FamilyName, R>(family: F, tags: FamilyTags<F>, fn: () => R | Promise<R>): Promise<R>;
}

const isMetric = (name: unknown): name is MetricName => typeof name === 'string' && Object.hasOwn(METRICS, name);

/** Metrics that are checked against the policy and sent by `statsd`. */
export function createMetrics(statsd: Statsd, counters: Counters, scrubber: Scrubber): Metrics {
  const admittedTags = (name: MetricName, tags: object): Record<string, string> => {
    const declared: readonly string[] = METRICS[name].tags;
    const admitted: Record<string, string> = {};
    for (const [key, value] of Object.entries(tags)) {
      if (value === undefined) continue;
      // An event without one of its tags is still an event: the tag is dropped, not the metric.
      const known = isTag(key) && declared.includes(key) && isTagValue(key, value) && scrubber.isClean(value);
      if (known) admitted[key] = value;
      else counters.add('telemetry.dropped_keys');
    }
    return admitted;
  };
  const emit = (type: MetricType, name: string, value: number, tags: object): void => {
    try {
      const sendable = Number.isFinite(value) && (type !== 'count' || value >= 0);
      if (!sendable || !isMetric(name) || METRICS[name].type !== type) counters.add('telemetry.dropped_keys');
      else statsd.send(type, name, value, admittedTags(name, tags));
    } catch {
      // A tag whose getter throws, or a broken client: telemetry never fails the service.
      counters.add('telemetry.dropped_keys');
    }
  };
  const admittedOnce = (name: MetricName, tags: object): Record<string, string> => {
    try {
      return admittedTags(name, tags);
    } catch {
      // As for `emit`; the work is counted without its tags.
      counters.add('telemetry.dropped_keys');
      return {};
    }
  };
  return {
    async measure(name, tags, fn) {
      const family = familyOf(name);
      if (family === undefined) {
        // The work matters more than its metrics.
        counters.add('telemetry.dropped_keys');
        return fn();
      }
      const admitted = admittedOnce(family.total, tags);
      const started = performance.now();
      const end = (failure?: MetricName): void => {
        if (family.duration) emit('distribution', family.duration, (performance.now() - started) / 1000, admitted);
        emit('count', family.total, 1, admitted);
        if (failure) emit('count', failure, 1, admitted);
      };
      let result;
      try {
        result = await fn();
      } catch (error) {
        end(isTimeout(error) ? (family.timeout ?? family.failed) : family.failed);
        throw error;
      }
      end();
      return result;
    },
    count: (name, value, tags) => emit('count', name, value, tags ?? {}),
    gauge: (name, value, tags) => emit('gauge', name, value, tags ?? {}),
    distribution: (name, value, tags) => emit('distribution', name, value, tags ?? {}),
  };
}
