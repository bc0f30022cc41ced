// Spans of the tracer, of the OpenTelemetry API and critical ones; baggage.
import { createRequire } from 'node:module';
import { trace, SpanStatusCode } from '@opentelemetry/api';
import { baggage, CarelessError, declared, spans as critical, type Carrier } from './monitoring.ts';

const tracer = createRequire(import.meta.url)('dd-trace') as typeof import('dd-trace').default;
const LINKED = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };
const otel = () => trace.getTracer('careless');

export const spans: Record<string, Carrier> = {
  span_name(text) {
    tracer.startSpan(text).finish();
    trace
      .getTracer(text, text)
      .startSpan(text, { attributes: { 'operation.name': text } })
      .end();
    return critical.run(text, {}, () => {});
  },
  span_resource(text) {
    const span = tracer.startSpan('careless', { tags: { 'resource.name': text } });
    span.setTag('service.name', text);
    span.setTag('span.type', text);
    span.finish();
    tracer.startSpan('careless', { tags: { 'resource.name': `${text} ${text}`, 'span.type': 'web' } }).finish();
  },
  span_tag(text) {
    const span = tracer.startSpan('careless', { tags: { patient: text, [text]: text } });
    span.addTags({ nested: { patient: text }, list: [text], url: new URL(`http://h/${encodeURIComponent(text)}`) });
    if (Number.isFinite(Number(text))) span.setTag('number', Number(text));
    span.finish();
    span.setTag('after.finish', text);
    otel()
      .startSpan('careless', { attributes: { patient: text, [text]: text } })
      .end();
  },
  span_declared(text) {
    tracer.startSpan('careless', { tags: declared(text) }).finish();
    tracer
      .startSpan('careless', {
        tags: { 'http.method': 'GET', 'http.route': `/${text}`, 'http.url': `https://x/${text}` },
      })
      .finish();
    otel()
      .startSpan('careless', { attributes: declared(text) })
      .end();
  },
  span_event(text) {
    const span = otel().startSpan('careless');
    span.addEvent(text, { patient: text });
    span.recordException(new CarelessError(text));
    span.end();
  },
  span_link(text) {
    const context = { ...LINKED, traceState: undefined };
    otel()
      .startSpan('careless', { links: [{ context: context as never, attributes: { patient: text, [text]: text } }] })
      .end();
  },
  span_error(text) {
    const span = tracer.startSpan('careless');
    span.setTag('error', new CarelessError(text));
    span.finish();
    tracer.startSpan('careless', { tags: { 'error.message': text, 'error.type': text, 'error.stack': text } }).finish();
    const other = otel().startSpan('careless');
    other.setStatus({ code: SpanStatusCode.ERROR, message: text });
    other.end();
  },
  async span_critical(text) {
    await critical
      .run('note.generation', { ...declared(text), patient: text }, (span) => {
        span.set('patient', text);
        for (const [key, value] of Object.entries(declared(text))) span.set(key, value);
        throw new CarelessError(text);
      })
      .catch(() => {});
  },
  baggage(text) {
    baggage.withEncounter(text, () => tracer.startSpan('careless').finish());
    tracer.setBaggageItem('patient', text);
    tracer.startSpan('careless').finish();
    tracer.removeAllBaggageItems();
  },
};
