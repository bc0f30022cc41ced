import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { startMonitored } from './monitored.ts';

const ENCOUNTER = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
let monitored: Awaited<ReturnType<typeof startMonitored>>;
let url: string;
let inside: Record<string, string>;
let stop: () => void;

before(async () => {
  monitored = await startMonitored();
  const { createServer } = await import('node:http');
  const server = createServer({ maxHeaderSize: 100_000 }, (_, response) => {
    inside = { ...monitored.tracer.getAllBaggageItems() };
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  stop = () => server.close().closeAllConnections();
});
after(async () => {
  stop();
  await monitored.stop();
});
const request = (headers: Record<string, string>) => fetch(url, { headers });

test('the encounter comes in, everything else does not', async () => {
  await request({ baggage: `patient=jane,encounter_id=${ENCOUNTER},user.id=7,session.id=x` });
  assert.deepEqual(inside, { encounter_id: ENCOUNTER });
  await monitored.sink.line('scribemed.telemetry.dropped_keys:3|c');
  const spans = await monitored.spans('web.request');
  assert.equal(spans.at(-1)?.meta['encounter_id'], ENCOUNTER);
  assert.doesNotMatch(JSON.stringify(spans), /jane|user\.id|session\.id/);
});

const hostile: [string, Record<string, string>, Record<string, string>][] = [
  ['an encounter that is no UUID', { baggage: 'encounter_id=MRN-8841203' }, {}],
  ['the older headers', { 'ot-baggage-patient': 'jane', 'ot-baggage-encounter_id': ENCOUNTER }, {}],
  ['a malformed header', { baggage: `encounter_id=${ENCOUNTER},=,;;,%%%` }, {}],
  ['a value of 20 KB', { baggage: `patient=${'x'.repeat(20_000)},encounter_id=${ENCOUNTER}` }, {}],
  ['a thousand keys', { baggage: Array.from({ length: 1000 }, (_, i) => `k${i}=v`).join(',') }, {}],
  [
    'a key of the prototype',
    { baggage: `__proto__=x,constructor=y,encounter_id=${ENCOUNTER}` },
    { encounter_id: ENCOUNTER },
  ],
];
for (const [what, headers, expected] of hostile) {
  test(`${what}: dropped`, async () => {
    const response = await request(headers);
    assert.equal(response.status, 200);
    assert.deepEqual(inside, expected);
  });
}

test('headers of a message: baggage is dropped likewise, and ends with the message', async () => {
  const { messaging, baggage } = monitored.monitoring;
  await messaging.extract({ baggage: Buffer.from(`patient=jane,encounter_id=${ENCOUNTER}`), mrn: 'x' }, () => {
    assert.deepEqual({ ...monitored.tracer.getAllBaggageItems() }, { encounter_id: ENCOUNTER });
    const headers = messaging.inject({ kind: 'job' });
    assert.deepEqual(
      Object.keys(headers).filter((key) => !/^(kind|baggage|traceparent|tracestate|x-datadog-[a-z-]+)$/.test(key)),
      [],
    );
    assert.equal(headers['baggage'], `encounter_id=${ENCOUNTER}`);
  });
  assert.equal(baggage.encounterId(), undefined);
  await messaging.extract({ baggage: 7, traceparent: 'x'.repeat(100_000), 'x-datadog-trace-id': {} }, () => {});
});
