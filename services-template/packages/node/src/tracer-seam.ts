// The only file that knows what dd-trace does not document: the channel on which it announces a started span, the exporter
// that all finished spans pass, and the function that writes headers. test/integration/contract.test.ts holds each of
// them against the real tracer; a release that moves one fails there, and `init` throws rather than run unguarded.
import { subscribe } from 'node:diagnostics_channel';
import type { Span, Tracer } from 'dd-trace';

/** A finished span as it is about to leave. */
export interface ExportedSpan {
  /** The same object for all spans of a trace that began in one place of this process, see `localTrace`. */
  trace_id: object;
  name: string;
  resource: string;
  service?: string | undefined;
  type?: string | undefined;
  error: number;
  meta: Record<string, string>;
  metrics: Record<string, number>;
  meta_struct?: unknown;
  span_events?: unknown;
  trace_state?: unknown;
}

type Carrier = Record<string, unknown>;
interface Internals {
  _exporter?: { export?: (spans: ExportedSpan[]) => void; flush?: (done: () => void) => void };
  inject?: (span: Span, format: string, carrier?: Carrier) => unknown;
}

/** The tracer no longer has a part that the package builds on. */
export class TracerChangedError extends Error {
  override readonly name = 'TracerChangedError';
  constructor(part: string) {
    super(`dd-trace has no ${part} any more; use the version that package-lock.json of @scribemed/monitoring names`);
  }
}

const internals = (tracer: Tracer): Internals => (tracer as unknown as { _tracer?: Internals })._tracer ?? {};

/** Calls `listener` with every span when it starts. */
export function onSpanStart(listener: (span: Span) => void): void {
  subscribe('dd-trace:span:start', (message) => listener((message as { span: Span }).span));
}

/** Puts `guard` before the exporter: only the spans that it returns leave. It must not throw. */
export function interceptExport(tracer: Tracer, guard: (spans: ExportedSpan[]) => ExportedSpan[]): void {
  const exporter = internals(tracer)._exporter;
  const send = exporter?.export;
  if (!exporter || typeof send !== 'function') throw new TracerChangedError('exporter');
  exporter.export = (spans) => {
    const guarded = guard(spans);
    if (guarded.length > 0) send.call(exporter, guarded);
  };
}

/** Calls `amend` with the headers that the tracer has just written for a request of `span`. */
export function interceptHeaders(tracer: Tracer, amend: (span: Span, headers: Carrier) => void): void {
  const inner = internals(tracer);
  const inject = inner.inject;
  if (typeof inject !== 'function') throw new TracerChangedError('inject');
  inner.inject = (span, format, carrier) => {
    const injected = inject.call(inner, span, format, carrier);
    if (format === 'http_headers' && carrier) amend(span, carrier);
    return injected;
  };
}

/**
 * Puts `clean` before the writer of LLM Observability: only the events that it returns leave, and those to the agent, also
 * if a span names another organisation. Evaluations are `refuse`d. To be called before the tracer starts.
 */
export function interceptLlmEvents(
  require: NodeJS.Require,
  clean: (event: unknown) => object | undefined,
  refuse: () => void,
): void {
  const prototypeOf = (name: string): { append?: (event: unknown) => unknown } => {
    const writer = require(`dd-trace/packages/dd-trace/src/llmobs/writers/${name}`) as { prototype?: object };
    return writer.prototype ?? {};
  };
  const [spans, evaluations] = [prototypeOf('spans'), prototypeOf('evaluations')];
  const append = spans.append;
  if (typeof append !== 'function' || typeof evaluations.append !== 'function') {
    throw new TracerChangedError('writer of LLM Observability');
  }
  spans.append = function (event) {
    const cleaned = clean(event);
    return cleaned === undefined ? false : append.call(this, cleaned);
  };
  evaluations.append = () => refuse();
}

/** The value of a tag of a started span. */
export function tagOf(span: Span, key: string): unknown {
  const context = span.context() as { getTag?: (key: string) => unknown };
  return context.getTag?.(key);
}

/** What identifies the trace of a span in this process: `trace_id` of all its spans when they leave. */
export function localTrace(span: Span): object | undefined {
  const id = (span.context() as { _traceId?: unknown })._traceId;
  return typeof id === 'object' && id !== null ? id : undefined;
}

/** The ids by which Datadog finds the trace of a log line: 128 bits in hexadecimal, and a decimal number. */
export function logIds(span: Span): Record<'dd.trace_id' | 'dd.span_id', string> {
  const context = span.context() as { toTraceId(full?: boolean): string; toSpanId(): string };
  return { 'dd.trace_id': context.toTraceId(true), 'dd.span_id': context.toSpanId() };
}

/** Sends what is buffered, and waits until the agent has answered. */
export function flushSpans(tracer: Tracer): Promise<void> {
  return new Promise((resolve) => {
    const exporter = internals(tracer)._exporter;
    if (typeof exporter?.flush === 'function') exporter.flush(() => resolve());
    else resolve();
  });
}
