import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Counters } from '../../src/counters.ts';
import { createMetrics, type Metrics } from '../../src/metrics.ts';
import { createScrubber } from '../../src/scrubber.ts';
import { openStatsd, type Statsd } from '../../src/statsd.ts';
import { openUdpSink } from './udp-sink.ts';

let sink: Awaited<ReturnType<typeof openUdpSink>>;
let statsd: Statsd;
let counters: Counters;
let metrics: Metrics;
// As JavaScript calls it, without types.
let untyped: Record<'count' | 'gauge' | 'distribution', (name: unknown, value: unknown, tags?: unknown) => void>;

before(async () => {
  sink = await openUdpSink();
  process.env['DD_AGENT_HOST'] = '127.0.0.1';
  process.env['DD_DOGSTATSD_PORT'] = String(sink.port);
  process.env['DD_ENV'] = 'dev';
  process.env['DD_SERVICE'] = 'transcription';
  process.env['DD_VERSION'] = '1.2.3';
  statsd = openStatsd(() => assert.fail('no send may fail'));
});
beforeEach(() => {
  counters = new Counters();
  metrics = createMetrics(statsd, counters, createScrubber(counters));
  untyped = metrics as unknown as typeof untyped;
  sink.packets.length = 0;
});
after(async () => {
  await statsd.close();
  sink.close();
});

test('every type arrives with the prefix, its tags and the unified tags', async () => {
  metrics.count('jobs.total', 1, { queue: 'transcription.jobs' });
  metrics.gauge('queue.lag', 0, { topic: 'encounters' });
  metrics.distribution('jobs.duration', 2.5, { queue: 'transcription.jobs' });
  await statsd.flush();
  const unified = 'env:dev,service:transcription,version:1.2.3';
  assert.match(
    await sink.line('jobs.total'),
    new RegExp(`^scribemed\\.jobs\\.total:1\\|c\\|#${unified},queue:transcription\\.jobs`),
  );
  assert.match(await sink.line('queue.lag'), /^scribemed\.queue\.lag:0\|g\|#.*topic:encounters/);
  assert.match(await sink.line('jobs.duration'), /^scribemed\.jobs\.duration:2\.5\|d\|#/);
  assert.equal(sink.packets.length, 1, 'metrics share a datagram');
});

test('counts with the same tags arrive as their sum', async () => {
  for (const queue of ['a', 'b', 'a', 'a'] as const) metrics.count('jobs.total', 2, { queue });
  await statsd.flush();
  assert.match(await sink.line('queue:a'), /^scribemed\.jobs\.total:6\|c\|/);
  assert.match(await sink.line('queue:b'), /^scribemed\.jobs\.total:2\|c\|/);
  assert.equal(sink.lines().filter((line) => line.includes('jobs.total')).length, 2);
});

test('values of a distribution with the same tags arrive together', async () => {
  for (const value of [1, 2.5, 0.25]) metrics.distribution('jobs.duration', value, { queue: 'a' });
  metrics.distribution('jobs.duration', 7, { queue: 'b' });
  await statsd.flush();
  assert.match(await sink.line('queue:a'), /^scribemed\.jobs\.duration:1:2\.5:0\.25\|d\|/);
  assert.match(await sink.line('queue:b'), /^scribemed\.jobs\.duration:7\|d\|/);
});

test('no value of a busy distribution is lost, and datagrams stay small', async () => {
  const values = Array.from({ length: 2000 }, (_, index) => index / 7);
  for (const value of values) metrics.distribution('audio.duration', value);
  metrics.distribution('jobs.duration', 1, { queue: 'last' });
  await statsd.flush();
  await sink.line('queue:last');
  const lines = sink.lines().filter((line) => line.includes('audio.duration'));
  const sent = lines.flatMap((line) => line.split('|', 1)[0]!.split(':').slice(1).map(Number));
  assert.deepEqual(sent, values);
  for (const packet of sink.packets) assert.ok(Buffer.byteLength(packet) <= 1432, `${packet.length} bytes`);
});

test('what has many tags is sent before it grows', async () => {
  for (let number = 0; number < 2000; number += 1)
    metrics.distribution('jobs.duration', 1, { queue: `q${number % 26}-${number}` });
  // Without being flushed: a datagram of them has left.
  await sink.line('jobs.duration');
});

const refused: [string, 'count' | 'gauge' | 'distribution', unknown, unknown][] = [
  ['an unknown name', 'count', 'jobs.unknown', 1],
  ['a name of the prototype', 'count', 'toString', 1],
  ['a name that is no text', 'count', { toString: () => 'jobs.total' }, 1],
  ['a wrong type', 'gauge', 'jobs.total', 1],
  ['NaN', 'count', 'jobs.total', NaN],
  ['an infinite value', 'gauge', 'queue.lag', Infinity],
  ['a negative count', 'count', 'jobs.total', -1],
  ['a BigInt', 'gauge', 'queue.lag', 3n],
  ['a text as value', 'distribution', 'jobs.duration', '1|c\nother.metric:1'],
];
for (const [what, type, name, value] of refused) {
  test(`${what} is refused and counted`, async () => {
    untyped[type](name, value);
    await statsd.flush();
    assert.deepEqual(sink.lines(), []);
    assert.equal(counters.value('telemetry.dropped_keys'), 1);
  });
}

test('a tag that the policy does not know is dropped, the metric is sent', async () => {
  untyped.count('inference.outcomes', 1, { model: 'a', outcome: 'great', patient: 'x' });
  untyped.count('jobs.failed', 1, { queue: 'ssn-123-45-6789', topic: 'a b' });
  await statsd.flush();
  assert.match(await sink.line('inference.outcomes'), /version:1\.2\.3,model:a(\||$)/);
  assert.match(await sink.line('jobs.failed'), /version:1\.2\.3(\||$)/);
  assert.equal(counters.value('telemetry.dropped_keys'), 4);
  assert.equal(counters.value('phi.scrubber.masked', 'ssn'), 1);
});

test('a tag whose getter throws does not fail the service', () => {
  untyped.count('jobs.total', 1, {
    get queue() {
      throw new Error('boom');
    },
  });
  assert.equal(counters.value('telemetry.dropped_keys'), 1);
});

test('counters are sums that are sent once and begin anew', () => {
  const sent: unknown[] = [];
  for (let i = 0; i < 1000; i += 1) counters.add('telemetry.dropped_keys');
  counters.add('phi.scrubber.masked', 2, 'email');
  counters.flush((...event) => sent.push(event));
  counters.flush((...event) => sent.push(event));
  assert.deepEqual(sent, [
    ['telemetry.dropped_keys', 1000, undefined],
    ['phi.scrubber.masked', 2, 'email'],
  ]);
});

test('an agent that is down costs nothing but the metric', async () => {
  process.env['DD_DOGSTATSD_PORT'] = '1';
  let errors = 0;
  const down = openStatsd(() => (errors += 1));
  for (let i = 0; i < 10_000; i += 1) down.send('count', 'jobs.total', 1, {});
  await down.close();
  assert.ok(errors <= 1);
});

test('an unusable socket is reported, not thrown', async () => {
  process.env['DD_DOGSTATSD_SOCKET'] = '/nonexistent/dsd.socket';
  let errors = 0;
  const broken = openStatsd(() => (errors += 1));
  delete process.env['DD_DOGSTATSD_SOCKET'];
  broken.send('count', 'jobs.total', 1, {});
  await broken.flush();
  await broken.close();
  assert.ok(errors > 0);
});
