import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { Counters } from '../../src/counters.ts';
import { createLogger, type Logger } from '../../src/logger.ts';
import { createScrubber } from '../../src/scrubber.ts';
import { assertLinear } from './linear.ts';

const ENCOUNTER = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
let flushed: number;
let lines: string[];
let counters: Counters;
let logger: Logger;
// As JavaScript calls it, without types.
let untyped: { info(message: unknown, fields?: unknown): void; with(fields: unknown): Logger };

beforeEach(() => {
  lines = [];
  flushed = 0;
  counters = new Counters();
  logger = createLogger({
    counters,
    scrubber: createScrubber(counters),
    level: 'info',
    identity: { service: 'transcription', env: 'dev', version: '1.2.3' },
    context: () => ({ encounter_id: ENCOUNTER, 'dd.trace_id': '0af7651916cd43dd8448eb211c80319c', 'dd.span_id': '42' }),
    destination: { write: (line) => lines.push(line), flush: () => (flushed = lines.length) },
  });
  untyped = logger as unknown as typeof untyped;
});
const last = () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;

test('a warning or an error is written at once, with what was logged before it', () => {
  logger.info('job started');
  assert.equal(flushed, 0);
  logger.warn('job was slow');
  assert.equal(flushed, 2);
  logger.info('job tried again');
  logger.error('job failed');
  assert.equal(flushed, 4);
});

test('a line has the time, the status, the unified tags, the encounter, the trace and the fields', () => {
  logger
    .with({ component: 'consumer' })
    .info('job finished', { queue: 'transcription.jobs', duration_ms: 3.5, retries: 0 });
  const { timestamp, ...rest } = last();
  assert.match(String(timestamp), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.deepEqual(rest, {
    status: 'info',
    service: 'transcription',
    env: 'dev',
    version: '1.2.3',
    component: 'consumer',
    encounter_id: ENCOUNTER,
    'dd.trace_id': '0af7651916cd43dd8448eb211c80319c',
    'dd.span_id': '42',
    queue: 'transcription.jobs',
    duration_ms: 3.5,
    retries: 0,
    message: 'job finished',
  });
  assert.ok(lines.at(-1)?.endsWith('}\n'));
  assert.equal(counters.value('phi.scrubber.processed'), 1);
});

test('a level below the configured one is not written', () => {
  logger.debug('details');
  assert.equal(lines.length, 0);
});

test('an error is its class and code locations, without its message', () => {
  class EhrRejected extends Error {
    override name = 'EhrRejected';
  }
  const nested = new EhrRejected(
    'no patient Jane Doe\n    at Jane Doe (/ward/7.txt:1:1)\n    at JaneDoe (/ward/7.txt:1:1)',
  );
  logger.error('delivery failed', { error: nested });
  const { error, error_class } = last() as { error: { kind: string; stack: string }; error_class: string };
  assert.equal(error.kind, 'EhrRejected');
  assert.equal(error_class, 'EhrRejected');
  assert.match(error.stack, /logger\.test\.ts:\d+:\d+/);
  assert.doesNotMatch(lines.join(), /Jane|ward/);
});

test('what is thrown without being an error is its type', () => {
  logger.error('delivery failed', { error: 'Jane Doe' });
  assert.deepEqual(last()['error'], { kind: 'string' });
  logger.error('delivery failed', { error: { name: 'Jane Doe' } });
  assert.deepEqual(last()['error'], { kind: 'Object' });
});

test('unknown keys and values of another form are dropped and counted', () => {
  untyped.info('job finished', { patient: 'x', queue: 'a b', encounter_id: 'MRN-1', passages: 1.5, outcome: 'great' });
  assert.equal(last()['encounter_id'], ENCOUNTER);
  for (const key of ['patient', 'queue', 'passages', 'outcome']) assert.ok(!(key in last()), key);
  assert.equal(counters.value('telemetry.dropped_keys'), 5);
});

test('fields cannot replace the fields of the line', () => {
  untyped.info('job finished', {
    service: 'x',
    status: 'x',
    'dd.trace_id': 'x',
    message: 'x',
    __proto__: null,
    timestamp: 'x',
  });
  assert.equal(last()['service'], 'transcription');
  assert.equal(last()['message'], 'job finished');
});

test('a secret in a message or an admitted field is masked', () => {
  untyped.info('mail jane.doe@example.org, MRN: 8841203', { route: 'ssn-123-45-6789' });
  assert.equal(last()['message'], 'mail [phi:email], MRN: [phi:medical_record]');
  assert.equal(last()['route'], 'ssn-[phi:ssn]');
  assert.equal(counters.value('phi.scrubber.masked', 'ssn'), 1);
});

const hostile: [string, () => unknown][] = [
  ['a text of 10 MB', () => ({ route: 'x'.repeat(10_000_000) })],
  [
    'a cyclic object',
    () => {
      const cycle: Record<string, unknown> = {};
      cycle['route'] = cycle;
      return cycle;
    },
  ],
  ['a BigInt', () => ({ retries: 3n })],
  ['a symbol', () => ({ retries: Symbol('x') })],
  ['an array of ten million', () => ({ retries: new Array(10_000_000).fill(1) })],
  ['an array as fields', () => new Array(10_000_000).fill(1)],
  ['a buffer as fields', () => Buffer.alloc(10_000_000)],
  ['a text as fields', () => 'x'.repeat(10_000_000)],
  [
    'an object of a hundred thousand keys',
    () => Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i])),
  ],
];
for (const [what, fields] of hostile) {
  test(`${what}: the line is written without it, in linear time`, () => {
    const value = fields();
    assertLinear(what, () => untyped.info('job finished', value));
    assert.ok((lines.at(-1)?.length ?? 0) < 1000);
    assert.equal(last()['message'], 'job finished');
    assert.ok(counters.value('telemetry.dropped_keys') > 0);
  });
}

test('a message of 10 MB is cut', () => {
  untyped.info('x'.repeat(10_000_000));
  assert.equal(String(last()['message']).length, 1024);
});

test('fields that throw when they are read are dropped and counted, the line is written', () => {
  const boom = () => {
    throw new Error('boom');
  };
  untyped.info('job finished', Object.defineProperty({ retries: 1 }, 'route', { get: boom, enumerable: true }));
  assert.equal(last()['retries'], 1);
  untyped.info('job finished', new Proxy({}, { ownKeys: boom }));
  assert.equal(last()['message'], 'job finished');
  assert.equal(counters.value('telemetry.dropped_keys'), 2);
});

test('a line that cannot be cleaned is not written, and is counted', () => {
  const broken = createLogger({
    counters,
    scrubber: { scrub: () => assert.fail(), isClean: () => true },
    level: 'info',
    identity: {},
    context: () => ({}),
    destination: { write: (line) => lines.push(line), flush: () => {} },
  });
  broken.info('job finished');
  assert.deepEqual(lines, []);
  assert.equal(counters.value('phi.scrubber.errors', 'log'), 1);
});

test('an error whose parts throw is still an error', () => {
  const error = new Proxy(new Error('x'), {
    get: () => {
      throw new Error('boom');
    },
    getPrototypeOf: () => {
      throw new Error('boom');
    },
  });
  untyped.info('failed', { error });
  assert.deepEqual(last()['error'], { kind: 'Error' });
});

test('any fields: no error, one line of JSON of bounded length', () => {
  fc.assert(
    fc.property(
      fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true, withMap: true }),
      fc.anything(),
      (message, fields) => {
        lines.length = 0;
        untyped.info(message, fields);
        assert.equal(lines.length, 1);
        assert.ok((lines[0]?.length ?? 0) < 5000);
        JSON.parse(lines[0] ?? '');
      },
    ),
    { numRuns: 2000 },
  );
});
