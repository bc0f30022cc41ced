// For clients of queues that the tracer does not instrument. amqplib and kafkajs need nothing of this.
import { AsyncResource } from 'node:async_hooks';
import type { Tracer } from 'dd-trace';

/** Headers of a message; Kafka clients hand them over as buffers. */
export type MessageHeaders = Readonly<Record<string, unknown>>;

/** Carries the trace and the encounter through a queue. */
export interface Messaging {
  /** `headers` and those that continue the trace: nothing else is added. */
  inject<H extends MessageHeaders>(headers: H): H & Record<string, string>;
  /** Runs `fn` as the continuation of the trace that the headers carry, in a span `messaging.process`. */
  extract<R>(headers: MessageHeaders, fn: () => R | Promise<R>): Promise<R>;
}

const PROPAGATED = /^(?:x-datadog-[a-z-]+|traceparent|tracestate|baggage)$/i;
const MAX_HEADER_BYTES = 8192;

function propagated(headers: MessageHeaders): Record<string, string> {
  const carrier: Record<string, string> = {};
  for (const [key, value] of Object.entries(headers)) {
    if (!PROPAGATED.test(key)) continue;
    if (typeof value === 'string' && value.length <= MAX_HEADER_BYTES) carrier[key.toLowerCase()] = value;
    if (Buffer.isBuffer(value) && value.length <= MAX_HEADER_BYTES) carrier[key.toLowerCase()] = value.toString('utf8');
  }
  return carrier;
}

/** Messaging over the tracer. */
export function createMessaging(tracer: Tracer): Messaging {
  return {
    inject(headers) {
      const carrier: Record<string, string> = {};
      const span = tracer.scope().active();
      if (span) tracer.inject(span, 'text_map', carrier);
      return { ...headers, ...carrier };
    },
    extract(headers, fn) {
      // Extraction sets the baggage for what follows; a scope of its own keeps it from the next message.
      return new AsyncResource('message').runInAsyncScope(async () => {
        // What the policy does not allow in the baggage is dropped when the span starts, as for every span.
        const parent = tracer.extract('text_map', propagated(headers));
        const tags = { 'span.kind': 'consumer' };
        const span = tracer.startSpan('messaging.process', parent ? { childOf: parent, tags } : { tags });
        try {
          return await tracer.scope().activate(span, fn);
        } catch (error) {
          span.setTag('error', 1);
          throw error;
        } finally {
          span.finish();
        }
      });
    },
  };
}
