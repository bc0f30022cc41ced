// A service: one request goes through a server, a critical span, a span of the OpenTelemetry API and calls to others.
import { init } from '../../../src/index.ts';

const { baggage, logger, messaging, metrics, shutdown, spans } = init();

const { default: fastify } = await import('fastify');
const http = await import('node:http');
const http2 = await import('node:http2');
const undici = await import('undici');
const { trace } = await import('@opentelemetry/api');

const ENCOUNTER = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const received: Record<string, Record<string, unknown>> = {};

const app = fastify();
app.get('/livez', () => ({}));
app.get('/peers/:name', (request) => {
  received[(request.params as { name: string }).name] = request.headers;
  return {};
});
const h2 = http2.createServer((request, response) => {
  received[String(request.headers[':path']).slice(1)] = request.headers;
  response.end();
});
let port = 0;
let h2Port = 0;

// Every name is this machine: what the name is, decides about the baggage.
const lookup = (_: string, options: { all?: boolean }, callback: (...result: unknown[]) => void) =>
  options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4);
const get = (host: string, name: string) =>
  new Promise<void>((resolve, reject) =>
    http
      .get({ host, port, path: `/peers/${name}`, lookup: lookup as never }, (response) =>
        response.resume().on('end', resolve),
      )
      .on('error', reject),
  );
const get2 = (host: string, name: string) =>
  new Promise<void>((resolve, reject) => {
    const session = http2.connect(`http://${host}:${h2Port}`, { lookup } as never);
    const request = session.request({ ':path': `/${name}` });
    request
      .resume()
      .on('end', () => session.close(resolve))
      .on('error', reject)
      .end();
  });
const dispatcher = new undici.Agent({ connect: { lookup: lookup as never } });
const getUndici = async (host: string, name: string) =>
  (await undici.request(`http://${host}:${port}/peers/${name}`, { dispatcher })).body.dump();

app.get('/encounters/:id', async () => {
  await spans.run('rag.retrieval', { store: 'postgresql', operation: 'search' }, async (span) => {
    span.set('passages', 5);
    trace.getTracer('service').startActiveSpan('rank', (inner) => inner.end());
    logger.info('retrieved', { passages: 5 });
    metrics.count('retrieval.total', 1);
    await fetch(`http://127.0.0.1:${port}/peers/fetch-internal`);
    await get('coding.default.svc.cluster.local', 'http-internal');
    await get('api.third-party.example', 'http-external');
    await get2('coding', 'http2-internal');
    await get2('api.third-party.example', 'http2-external');
    await getUndici('notes', 'undici-internal');
    await getUndici('api.third-party.example', 'undici-external');
    received['queue'] = messaging.inject({ kind: 'job' });
  });
  return baggage.encounterId() ?? 'none';
});

await app.listen({ port: 0, host: '127.0.0.1' });
await new Promise<void>((resolve) => h2.listen(0, '127.0.0.1', resolve));
port = (app.server.address() as { port: number }).port;
h2Port = (h2.address() as { port: number }).port;

await fetch(`http://127.0.0.1:${port}/livez?verbose`);
await baggage.withEncounter(ENCOUNTER, async () => {
  const response = await fetch(`http://127.0.0.1:${port}/encounters/77`);
  received['answer'] = { encounter: await response.text() };
});
received['after'] = { encounter: baggage.encounterId() };
await messaging.extract(
  Object.fromEntries(Object.entries(received['queue'] ?? {}).map(([key, value]) => [key, Buffer.from(String(value))])),
  () => logger.info('job taken'),
);
const w3c = { traceparent: `00-${'21'.repeat(16)}-${'22'.repeat(8)}-01`, tracestate: 'other=x' };
await messaging.extract(w3c, () => logger.info('continued from w3c'));
const datadog = { 'x-datadog-trace-id': '11', 'x-datadog-parent-id': '12', 'x-datadog-sampling-priority': '1' };
await messaging.extract({ ...datadog, ...w3c }, () => {
  received['both'] = messaging.inject({});
  logger.info('continued from both');
});
console.log(JSON.stringify({ received }));
shutdown.addDrain('server', () => app.close());
shutdown.addDrain('http2', () => h2.close());
await shutdown();
