import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openUdpSink } from '../unit/udp-sink.ts';
import { runApp, type Run } from './run-app.ts';
import { startAgent, type ReceivedSpan } from './test-agent.ts';

const ENCOUNTER = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

describe('a request through a service', () => {
  let agent: Awaited<ReturnType<typeof startAgent>>;
  let sink: Awaited<ReturnType<typeof openUdpSink>>;
  let run: Run;
  let spans: ReceivedSpan[];
  let received: Record<string, Record<string, string>>;
  const named = (name: string) => spans.find((span) => span.name === name) ?? assert.fail(`no span ${name}`);

  before(async () => {
    [agent, sink] = await Promise.all([startAgent(), openUdpSink()]);
    const env = { DD_TRACE_AGENT_URL: agent.url, DD_AGENT_HOST: '127.0.0.1', DD_DOGSTATSD_PORT: String(sink.port) };
    run = await runApp('service', env);
    assert.equal(run.code, 0, run.stderr + run.stdout);
    spans = await agent.spans();
    received = run.logs.find((line) => 'received' in line)?.['received'] as typeof received;
  });
  after(async () => {
    sink.close();
    await agent.stop();
  });

  test('nothing is written to standard error', () => assert.equal(run.stderr, ''));

  test('every span within the encounter carries it', () => {
    const traceId = named('rag.retrieval').trace_id;
    const inTrace = spans.filter((span) => span.trace_id === traceId);
    assert.ok(inTrace.length >= 12, `${inTrace.length} spans`);
    // The program plays the third party too: what it serves under that name has no encounter, as it must be.
    const third = new Set(
      inTrace.filter((span) => span.meta['out.host'] === 'api.third-party.example').map((span) => span.span_id),
    );
    for (const span of inTrace) {
      const expected = third.has(span.parent_id) && span.meta['span.kind'] === 'server' ? undefined : ENCOUNTER;
      assert.equal(span.meta['encounter_id'], expected, `${span.name} ${span.resource}`);
    }
    const names = new Set(inTrace.map((span) => span.name));
    for (const name of ['fastify.request', 'http.request', 'rag.retrieval', 'rank', 'messaging.process']) {
      assert.ok(names.has(name), `${name} in ${[...names]}`);
    }
  });

  test('a critical span is measured and has its attributes', () => {
    const span = named('rag.retrieval');
    assert.equal(span.resource, 'rag.retrieval');
    assert.equal(span.service, 'transcription');
    assert.equal(span.metrics['_dd.measured'], 1);
    assert.equal(span.metrics['passages'], 5);
    assert.equal(span.metrics['retries'], 0);
    const { store, operation, outcome, 'operation.name': name } = span.meta;
    assert.deepEqual(
      { store, operation, outcome, name },
      {
        store: 'postgresql',
        operation: 'search',
        outcome: 'success',
        name: 'rag.retrieval',
      },
    );
    assert.equal(span.meta['version'], '1.2.3');
  });

  test('resources are routes, and a client says where it went', () => {
    const server = spans.find((span) => span.resource === 'GET /encounters/:id');
    assert.equal(server?.meta['http.route'], '/encounters/:id');
    assert.equal(server?.meta['http.url'], undefined);
    const client = spans.find((span) => span.meta['out.host'] === 'api.third-party.example');
    assert.equal(client?.meta['http.url'], 'http://api.third-party.example');
  });

  test('probes are not traced', () => {
    assert.deepEqual(
      spans.filter((span) => span.meta['http.route'] === '/livez'),
      [],
    );
  });

  test('the encounter reaches our services, in every client', () => {
    for (const peer of ['fetch-internal', 'http-internal', 'http2-internal', 'undici-internal', 'queue']) {
      assert.equal(received[peer]?.['baggage'], `encounter_id=${ENCOUNTER}`, peer);
      assert.ok(received[peer]?.['traceparent'], peer);
    }
    assert.equal(received['answer']?.['encounter'], ENCOUNTER);
    assert.equal(received['queue']?.['kind'], 'job');
  });

  test('the encounter does not reach others, the trace does', () => {
    for (const peer of ['http-external', 'http2-external', 'undici-external']) {
      for (const header of ['baggage', 'tracestate', 'x-datadog-tags', 'x-datadog-origin']) {
        assert.equal(received[peer]?.[header], undefined, `${header} at ${peer}`);
      }
      assert.ok(received[peer]?.['traceparent'], peer);
    }
  });

  test('the encounter ends with its scope', () => assert.deepEqual(received['after'], {}));

  test('log lines carry the encounter and the ids of the span', () => {
    const line = run.logs.find((entry) => entry['message'] === 'retrieved');
    const span = named('rag.retrieval');
    assert.equal(line?.['encounter_id'], ENCOUNTER);
    assert.match(String(line?.['dd.trace_id']), /^[0-9a-f]{32}$/);
    assert.ok(String(line?.['dd.span_id']).startsWith(String(span.span_id).slice(0, 10)), 'the same span');
    const taken = run.logs.find((entry) => entry['message'] === 'job taken');
    assert.equal(taken?.['encounter_id'], ENCOUNTER);
    assert.equal(taken?.['dd.trace_id'], line?.['dd.trace_id']);
  });

  test('of two styles the first that has a trace is read', () => {
    const traceOf = (message: string) => run.logs.find((entry) => entry['message'] === message)?.['dd.trace_id'];
    assert.equal(traceOf('continued from w3c'), '21'.repeat(16));
    assert.equal(traceOf('continued from both'), 'b'.padStart(32, '0'));
    assert.ok(!received['both']?.['tracestate']?.includes('other'), received['both']?.['tracestate']);
  });

  test('metrics and counters arrive before the process ends', async () => {
    assert.match(
      await sink.line('retrieval.total'),
      /^scribemed\.retrieval\.total:1\|c\|#env:dev,service:transcription/,
    );
    await sink.line('scribemed.phi.scrubber.processed');
  });

  test('nothing of the request was counted as dropped', () => {
    assert.deepEqual(
      sink.lines().filter((line) => line.includes('dropped_keys')),
      [],
    );
  });
});
