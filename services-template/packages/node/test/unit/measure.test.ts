import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Counters } from '../../src/counters.ts';
import { createMetrics, type Metrics } from '../../src/metrics.ts';
import { createScrubber } from '../../src/scrubber.ts';
import type { Statsd } from '../../src/statsd.ts';

const TAGS = { model: 'scribe-note-7b', provider: 'internal' } as const;

let sent: { type: string; name: string; value: number; tags: object }[];
let counters: Counters;
let metrics: Metrics;
let untyped: { measure(family: unknown, tags: unknown, fn: () => unknown): Promise<unknown> };

beforeEach(() => {
  sent = [];
  counters = new Counters();
  const statsd = {
    send: (type: string, name: string, value: number, tags: object) => void sent.push({ type, name, value, tags }),
  };
  metrics = createMetrics(statsd as unknown as Statsd, counters, createScrubber(counters));
  untyped = metrics as unknown as typeof untyped;
});

const names = () => sent.map(({ name }) => name).sort();
const dropped = () => counters.value('telemetry.dropped_keys');

test('work that ends is counted with its duration in seconds, and its result is returned', async () => {
  const result = await metrics.measure('llm.requests', TAGS, async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(sent, [], 'counted once it has ended');
    return 'note';
  });
  assert.equal(result, 'note');
  assert.deepEqual(names(), ['llm.requests.duration', 'llm.requests.total']);
  const [duration, total] = sent;
  assert.deepEqual(total, { type: 'count', name: 'llm.requests.total', value: 1, tags: TAGS });
  assert.equal(duration?.type, 'distribution');
  assert.deepEqual(duration?.tags, TAGS);
  assert.ok(duration && duration.value >= 0.019 && duration.value < 10, `${duration?.value} s`);
});

const failures: [string, () => unknown, string][] = [
  ['an error', () => new Error('no'), 'failed'],
  ['an aborted request', () => new DOMException('gone', 'AbortError'), 'failed'],
  ['a time-out by its class', () => new DOMException('late', 'TimeoutError'), 'timeout'],
  ['a time-out by its code', () => Object.assign(new Error('late'), { code: 'ETIMEDOUT' }), 'timeout'],
  ['what is no error', () => undefined, 'failed'],
];
for (const [what, thrown, suffix] of failures) {
  test(`${what} is counted as ${suffix} and thrown on`, async () => {
    const error = thrown();
    const fail = async () => {
      throw error;
    };
    const caught = await metrics.measure('llm.requests', TAGS, fail).catch((reason: unknown) => [reason]);
    assert.deepEqual(caught, [error]);
    assert.deepEqual(names(), ['llm.requests.duration', `llm.requests.${suffix}`, 'llm.requests.total']);
  });
}

test('a function that throws before it returns a promise is counted', async () => {
  const fail = (): Promise<number> => {
    throw new TypeError('no');
  };
  await assert.rejects(metrics.measure('jobs', { queue: 'transcription.jobs' }, fail), TypeError);
  assert.deepEqual(names(), ['jobs.duration', 'jobs.failed', 'jobs.total']);
});

test('a family without duration and timeout counts a time-out as failed', async () => {
  const late = () => Promise.reject(new DOMException('late', 'TimeoutError'));
  await assert.rejects(metrics.measure('workflow.deliveries', { step: 'note' }, late));
  assert.deepEqual(names(), ['workflow.deliveries.failed', 'workflow.deliveries.total']);
});

for (const family of ['llm.request', 'llm.requests.total', 'uploads', 'retrieval', 'toString', '', 3, undefined]) {
  test(`'${family}' is no family: counted as dropped, and the work runs`, async () => {
    assert.equal(await untyped.measure(family, TAGS, () => 'done'), 'done');
    assert.deepEqual(sent, []);
    assert.equal(dropped(), 1);
  });
}

test('a tag that the family does not carry is dropped once, and the work is counted', async () => {
  const tags = { step: 'note', patient: 'Jane', queue: 'a b' };
  assert.equal(await untyped.measure('workflow.deliveries', tags, () => 'done'), 'done');
  assert.deepEqual(
    sent.map((metric) => metric.tags),
    [{ step: 'note' }],
  );
  assert.equal(dropped(), 2);
});

test('tags that cannot be read do not keep the work from running', async () => {
  const hostile = {
    get queue() {
      throw new Error('boom');
    },
  };
  for (const tags of [hostile, null, undefined]) {
    sent = [];
    assert.equal(await untyped.measure('jobs', tags, () => 'done'), 'done');
    assert.deepEqual(names(), ['jobs.duration', 'jobs.total'], String(tags));
  }
  assert.equal(dropped(), 3);
});

test('a clock that is set back makes no duration negative', async (context) => {
  let now = Date.now();
  context.mock.method(Date, 'now', () => (now -= 3_600_000));
  await metrics.measure('jobs', {}, () => undefined);
  const duration = sent.find(({ name }) => name === 'jobs.duration');
  assert.ok(duration && duration.value >= 0 && duration.value < 60, `${duration?.value} s`);
});
