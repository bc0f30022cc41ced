// Critical spans: one for each step between a conversation and its note, by the names of the policy. They are measured, so
// Datadog computes hits, errors and latency of each from all of them, sampled or not.
import type { Span, Tracer } from 'dd-trace';
import type { Counters } from './counters.ts';
import { errorClass, isTimeout } from './errors.ts';
import { isAdmitted } from './forms.ts';
import { SPANS } from './vocabulary.ts';
import { COMMON_SPAN_ATTRIBUTES } from './vocabulary-types.ts';
import type { KeyValue, SpanAttributes, SpanKey, SpanName } from './vocabulary-types.ts';

/** A critical span while it runs. */
export interface CriticalSpan<N extends SpanName> {
  /** Sets an attribute of this span; what the policy does not allow on it is dropped and counted. */
  set<K extends SpanKey<N>>(key: K, value: KeyValue<K>): void;
}

/** Runs critical spans. */
export interface Spans {
  /**
   * Runs `fn` in the span. It ends with the outcome `success`, unless `fn` has set another; if `fn` throws, with `timeout`
   * or `failure` by the class of the error, of which nothing but the class is recorded. The error is thrown on.
   */
  run<N extends SpanName, R>(
    name: N,
    attributes: SpanAttributes<N>,
    fn: (span: CriticalSpan<N>) => R | Promise<R>,
  ): Promise<R>;
}

const isSpan = (name: unknown): name is SpanName => typeof name === 'string' && Object.hasOwn(SPANS, name);

const ALLOWED: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(SPANS).map(([name, { attributes }]) => [name, new Set([...attributes, ...COMMON_SPAN_ATTRIBUTES])]),
);

/** Spans of the tracer. */
export function createSpans(tracer: Tracer, counters: Counters): Spans {
  const setter = (name: SpanName, span: Span) => {
    const allowed = ALLOWED.get(name);
    const keys = new Set<string>();
    const set = (key: string, value: unknown): void => {
      if (value === undefined) return;
      if (!allowed?.has(key) || !isAdmitted('span', key, value)) return counters.add('telemetry.dropped_keys');
      keys.add(key);
      span.setTag(key, value);
    };
    const setDefault = (key: string, value: unknown): void => {
      if (!keys.has(key)) set(key, value);
    };
    return { set, setDefault };
  };
  return {
    async run(name, attributes, fn) {
      if (!isSpan(name)) {
        // The work matters more than its span.
        counters.add('telemetry.dropped_keys');
        return fn({ set: () => counters.add('telemetry.dropped_keys') });
      }
      const parent = tracer.scope().active();
      // Python's bridge names a span by the attribute `operation.name`; it is set here too, so that both can be searched.
      const tags = { 'resource.name': name, 'operation.name': name, '_dd.measured': 1 };
      const span = tracer.startSpan(name, parent ? { childOf: parent, tags } : { tags });
      const { set, setDefault } = setter(name, span);
      try {
        for (const [key, value] of Object.entries(attributes)) set(key, value);
        const result = await tracer.scope().activate(span, () => fn({ set }));
        setDefault('outcome', 'success');
        return result;
      } catch (error) {
        const kind = errorClass(error);
        span.addTags({ error: 1, 'error.type': kind });
        set('error_class', kind);
        setDefault('outcome', isTimeout(error) ? 'timeout' : 'failure');
        throw error;
      } finally {
        setDefault('retries', 0);
        span.finish();
      }
    },
  };
}
