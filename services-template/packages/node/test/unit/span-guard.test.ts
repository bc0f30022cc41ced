import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { Counters } from '../../src/counters.ts';
import { Encounters } from '../../src/encounters.ts';
import { createScrubber } from '../../src/scrubber.ts';
import { createSpanGuard, type SpanGuard } from '../../src/span-guard.ts';
import type { ExportedSpan } from '../../src/tracer-seam.ts';

const ENCOUNTER = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const TRACE = {};
let counters: Counters;
let guard: SpanGuard;
beforeEach(() => {
  counters = new Counters();
  guard = createSpanGuard(counters, createScrubber(counters), new Encounters(), 'notes');
});
const span = (changes: Partial<ExportedSpan> = {}): ExportedSpan => ({
  trace_id: TRACE,
  name: 'job',
  resource: 'job',
  service: 'notes',
  error: 0,
  meta: {},
  metrics: {},
  ...changes,
});
const guarded = (changes: Partial<ExportedSpan>): ExportedSpan => guard([span(changes)])[0] ?? assert.fail();

test('what the tracer needs survives', () => {
  const meta = {
    service: 'notes',
    env: 'prod',
    version: '1.2.3',
    language: 'javascript',
    'runtime-id': ENCOUNTER,
    '_dd.p.tid': '6b0bdeab00000000',
    '_dd.p.dm': '-0',
    'span.kind': 'server',
    'http.status_code': '404',
    'http.route': '/encounters/:id/notes',
    'out.host': 'rabbitmq.messaging.svc.cluster.local',
    'error.type': 'TypeError',
  };
  const metrics = {
    '_dd.measured': 1,
    '_dd.top_level': 1,
    _sampling_priority_v1: 2,
    process_id: 7,
    passages: 5,
    retries: 0,
  };
  const result = guarded({ meta: { ...meta }, metrics: { ...metrics }, type: 'web' });
  assert.deepEqual(result.meta, meta);
  assert.deepEqual(result.metrics, metrics);
  assert.equal(result.type, 'web');
  assert.equal(counters.value('telemetry.dropped_keys'), 0);
});

test('what was clean once is kept, and does not make another tag or value clean', () => {
  for (let i = 0; i < 2; i += 1) {
    const meta = { 'http.route': '/encounters/:id', 'out.host': '/encounters/:id', component: 'MRN 48213 of Jane' };
    assert.deepEqual(guarded({ meta }).meta, { 'http.route': '/encounters/:id' });
  }
});

// A code of five digits alone, as of CPT, could be a ZIP code: it is no word.
test('codes that care depends on survive in declared tags', () => {
  const meta = { prompt_template: 'icd.E11.9', model: 'gpt-4o-2024-11-20', step: 'dose-5mg', job_id: ENCOUNTER };
  assert.deepEqual(guarded({ meta: { ...meta } }).meta, meta);
});

const resources: [string, Partial<ExportedSpan>, string][] = [
  ['a route', { resource: 'GET /enc/77', meta: { 'http.method': 'GET', 'http.route': '/enc/:id' } }, 'GET /enc/:id'],
  ['no route', { resource: 'GET /enc/77', meta: { 'http.method': 'GET' } }, 'GET'],
  ['a method that is none', { resource: 'x', meta: { 'http.method': 'Jane Doe' } }, 'job'],
  ['a statement', { type: 'sql', resource: "SELECT * FROM notes WHERE patient = 'Jane'" }, 'SELECT notes'],
  ['a command', { type: 'redis', resource: 'GET session:jane' }, 'get'],
  [
    'a queue',
    { resource: 'basic.publish jobs', meta: { component: 'amqplib', 'amqp.routingKey': 'jobs' } },
    'basic.publish jobs',
  ],
  ['a queue that no tag names', { resource: 'basic.publish jane', meta: { component: 'amqplib' } }, 'job'],
  ['a topic', { resource: 'encounters', meta: { 'kafka.topic': 'encounters' } }, 'encounters'],
  [
    'a method of gRPC',
    { resource: '/notes.Notes/Get', meta: { 'grpc.method.path': '/notes.Notes/Get' } },
    '/notes.Notes/Get',
  ],
  ['free text', { resource: 'note of Jane Doe' }, 'job'],
];
for (const [what, changes, expected] of resources) {
  test(`resource: ${what}`, () => assert.equal(guarded(changes).resource, expected));
}

test('a name, a type and a service that are none are replaced', () => {
  const result = guarded({ name: 'note of Jane', type: 'Jane', service: 'jane' });
  assert.deepEqual([result.name, result.type, result.service], ['unnamed', undefined, 'notes']);
  assert.equal(guarded({ name: '14/03/1961' }).name, 'unnamed');
  assert.equal(guarded({ service: 'notes-postgres' }).service, 'notes-postgres');
});

test('an error is its class and code locations', () => {
  const { meta } = guarded({
    error: 1,
    meta: {
      'error.type': 'EhrRejected',
      'error.message': 'no patient Jane\n    at jane (/srv/x.ts:1:1)',
      'error.stack':
        'EhrRejected: no patient Jane\n    at jane (/srv/x.ts:1:1)\n    at deliver (/srv/deliver.ts:7:11)\n    at async Jane Doe',
    },
  });
  assert.deepEqual(meta, {
    'error.type': 'EhrRejected',
    'error.message': 'EhrRejected',
    'error.stack': '    at deliver (/srv/deliver.ts:7:11)',
  });
});

test('links keep their ids, events and attachments do not leave', () => {
  const links = [{ trace_id: 'a1', span_id: 'b2', flags: 1, attributes: { name: 'Jane' }, tracestate: 'v=Jane' }];
  const result = guarded({
    meta: { '_dd.span_links': JSON.stringify(links) },
    span_events: [{ name: 'Jane' }],
    meta_struct: { name: 'Jane' },
    trace_state: 'v=Jane',
  });
  assert.doesNotMatch(JSON.stringify(result), /Jane/);
  assert.deepEqual(JSON.parse(result.meta['_dd.span_links'] ?? ''), [{ trace_id: 'a1', span_id: 'b2', flags: 1 }]);
});

test('unknown tags are dropped and counted, those of integrations only dropped', () => {
  const result = guarded({
    meta: {
      patient: 'x',
      'http.useragent': 'x',
      'db.statement': 'x',
      'messaging.kafka.bootstrap.servers': 'kafka:9092',
      outcome: 'great',
      encounter_id: 'MRN-1',
    },
    metrics: { age: 7, passages: 1.5, url: 'http://x' as never },
  });
  assert.deepEqual([result.meta, result.metrics], [{}, {}]);
  assert.equal(counters.value('telemetry.dropped_keys'), 6);
});

test('the encounter is shared within a trace, unless there are two', () => {
  const other = ENCOUNTER.replace('3', '4');
  const withId = (id: string) => span({ meta: { encounter_id: id } });
  assert.equal(guard([span(), withId(ENCOUNTER)])[0]?.meta['encounter_id'], ENCOUNTER);
  assert.equal(guard([span(), withId(ENCOUNTER), withId(other)])[0]?.meta['encounter_id'], undefined);
});

test('if the guard fails, the span leaves without tags, and it is counted', () => {
  const broken = createSpanGuard(
    counters,
    { scrub: () => assert.fail('broken'), isClean: () => true },
    new Encounters(),
    'notes',
  );
  const [result] = broken([
    span({
      resource: 'Jane',
      meta: { patient: 'Jane', store: 'redis' },
      metrics: { _sampling_priority_v1: 1, mrn: 7 },
      span_events: ['Jane'],
    }),
  ]);
  assert.deepEqual(
    { ...result },
    {
      ...span({ name: 'unnamed', resource: 'unnamed', metrics: { _sampling_priority_v1: 1 } }),
      ...{ type: undefined, meta_struct: undefined, span_events: undefined, trace_state: undefined },
    },
  );
  assert.equal(counters.value('phi.scrubber.errors', 'span'), 1);
  assert.deepEqual(guarded({ meta: { '_dd.span_links': '{broken Jane' } }).meta, {});
});

test('any span: no error, and no text that is not in a form of the lists', () => {
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('/a/:id', 'GET', 'http://h/x?y', '{"a":1}'));
  const keys = fc.oneof(
    fc.string(),
    fc.constantFrom('http.url', 'http.route', 'error.stack', 'store', '_dd.span_links', '__proto__'),
  );
  fc.assert(
    fc.property(
      fc.record({ name: texts, resource: texts, service: texts, type: texts }),
      fc.dictionary(keys, texts),
      fc.dictionary(keys, fc.anything()),
      (fields, meta, metrics) => {
        const result = guarded({ ...fields, meta, metrics: metrics as Record<string, number> });
        for (const [key, value] of Object.entries(result.meta)) {
          if (key !== '_dd.span_links') assert.match(value, /^[\w./:*{}()?+~[\]-]{0,1024}$/, key);
        }
        for (const value of Object.values(result.metrics)) assert.equal(typeof value, 'number');
      },
    ),
    { numRuns: 2000 },
  );
});
