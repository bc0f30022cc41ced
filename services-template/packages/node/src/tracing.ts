// Starts the tracer with the package's guards around it.
import { createRequire } from 'node:module';
import type { Tracer } from 'dd-trace';
import { dropUnknown } from './baggage.ts';
import type { Counters } from './counters.ts';
import type { Encounters } from './encounters.ts';
import { isAdmitted } from './forms.ts';
import type { LlmEventCleaner } from './llm-events.ts';
import { checkBridge } from './self-check.ts';
import type { SpanGuard } from './span-guard.ts';
import { interceptExport, interceptHeaders, interceptLlmEvents, onSpanStart, tagOf } from './tracer-seam.ts';

/** What the tracer needs of its surroundings. */
export interface TracingParts {
  readonly counters: Counters;
  readonly encounters: Encounters;
  readonly guard: SpanGuard;
  readonly isInternalHost: (host: unknown) => boolean;
  /** Cleans the events of LLM Observability; undefined where it is off. */
  readonly cleanLlmEvent: LlmEventCleaner | undefined;
  /** Paths whose requests are not traced. */
  readonly untracedPaths: readonly string[];
}

// Baggage, and what upstream services said to the tracer.
const NOT_FOR_OTHERS = ['baggage', 'tracestate', 'x-datadog-origin', 'x-datadog-tags'];

/** Whether DD_TRACE_ENABLED switches tracing off, for example in a service's unit tests. */
const isOff = (env: NodeJS.ProcessEnv): boolean => /^(?:false|0)$/i.test(env['DD_TRACE_ENABLED'] ?? '');

/** Loads and starts the tracer. Its switches must be set. Throws if it does not record, or could not be guarded. */
export function startTracing(parts: TracingParts): Tracer {
  const { counters, encounters, guard, isInternalHost, untracedPaths, cleanLlmEvent } = parts;
  const require = createRequire(import.meta.url);
  const tracer = require('dd-trace') as Tracer;
  if (cleanLlmEvent) interceptLlmEvents(require, cleanLlmEvent, () => counters.add('telemetry.dropped_keys'));
  // By default the tracer copies `user.id` and others from baggage to tags; every span gets the one allowed key below.
  tracer.init({ baggageTagKeys: [] });
  // The kubelet asks every few seconds; its requests would be most of the traces of a quiet service.
  const blocklist = [(url: string) => untracedPaths.includes(url.split('?', 1)[0] ?? '')];
  for (const plugin of ['http', 'http2'] as const) tracer.use(plugin, { server: { blocklist } });
  // ES modules are instrumented through the loader.
  require('dd-trace/register.js');
  if (isOff(process.env)) return tracer;
  interceptExport(tracer, guard);
  interceptHeaders(tracer, (span, headers) => {
    if (isInternalHost(tagOf(span, 'out.host'))) return;
    // `traceparent` stays: ids, by which a third party can be asked about a request.
    for (const header of NOT_FOR_OTHERS) delete headers[header];
  });
  onSpanStart((span) => {
    dropUnknown(tracer, counters);
    const encounter = tracer.getBaggageItem('encounter_id');
    if (!isAdmitted('baggage', 'encounter_id', encounter)) return;
    span.setTag('encounter_id', encounter);
    encounters.note(span, String(encounter));
  });
  new tracer.TracerProvider().register();
  checkBridge();
  return tracer;
}
