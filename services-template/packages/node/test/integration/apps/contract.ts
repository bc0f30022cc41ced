// What the package uses of the tracer without documentation, asked of the tracer itself.
import { createRequire } from 'node:module';
import type { Span, Tracer } from 'dd-trace';
import {
  flushSpans,
  interceptExport,
  interceptHeaders,
  localTrace,
  logIds,
  onSpanStart,
  tagOf,
  type ExportedSpan,
} from '../../../src/tracer-seam.ts';

const tracer = createRequire(import.meta.url)('dd-trace') as Tracer;
tracer.init();

const started: string[] = [];
const exported: ExportedSpan[] = [];
const hosts: unknown[] = [];
onSpanStart((span: Span) => {
  started.push(typeof span.setTag);
  span.setTag('set.at.start', 'yes');
});
interceptExport(tracer, (spans) => {
  exported.push(...spans);
  return [];
});
interceptHeaders(tracer, (span, headers) => {
  hosts.push(tagOf(span, 'out.host'));
  delete headers['traceparent'];
});
const span = tracer.startSpan('parent', { tags: { text: 'a', number: 1, 'out.host': 'peer' } });
const child = tracer.startSpan('child', { childOf: span });
child.addTags({ error: new TypeError('message') });
const headers: Record<string, string> = {};
tracer.inject(span, 'http_headers', headers);
const ids = logIds(span);
const trace = localTrace(child);
child.finish();
span.finish();
await flushSpans(tracer);
const sameTrace = exported.filter((span) => span.trace_id === trace).length;
console.log(JSON.stringify({ contract: { started, hosts, headers: Object.keys(headers), ids, exported, sameTrace } }));
