// A person in every part of a request: nothing of it is in a byte that leaves the service, or in what it writes.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { rabbitmqOptions } from './support/rabbitmq.ts';
import { startAll } from './support/surroundings.ts';
import { upload, wave } from './support/upload.ts';

// Exists nowhere.
const PERSON = {
  name: 'Wilhelmina Quackenbush',
  phone: '555-867-5309',
  email: 'wilhelmina.q@mail.example.org',
  ssn: '219-09-9999',
  record: 'MRN 7744120',
  birth: '1961-04-12',
};
const SECRETS = [...Object.values(PERSON), 'Wilhelmina', 'Quackenbush', '7744120'];

const { agent, sink, rabbitmq, queue, service } = await startAll({ after }, { FAULTS: 'http_5xx' });
const text = Object.values(PERSON).join('; ');
const inUrl = encodeURIComponent(text);
const headers = {
  'x-patient-name': text,
  'user-agent': text,
  cookie: `patient=${inUrl}`,
  'content-disposition': `attachment; filename="${PERSON.name}.wav"`,
  baggage: `patient=${inUrl},encounter_id=${randomUUID()}`,
  tracestate: `dd=t.usr.id:${PERSON.email}`,
  traceparent: '00-0000000000000000000000000000abcd-00000000000000ef-01',
};

const requests: [string, number, () => Promise<Response>][] = [
  [
    'accepted',
    201,
    () => upload(service.url, { headers, query: `?q=${inUrl}`, body: Buffer.concat([wave(), Buffer.from(text)]) }),
  ],
  ['failed', 500, () => upload(service.url, { headers, query: `?q=${inUrl}` })],
  ['unreadable', 422, () => upload(service.url, { headers, body: Buffer.from(text) })],
  [
    'of an unknown type',
    415,
    () => upload(service.url, { headers, type: `text/${PERSON.phone}`, body: Buffer.from(text) }),
  ],
  ['of no encounter', 400, () => upload(service.url, { headers, encounter: encodeURIComponent(PERSON.name) })],
  ['to no route', 404, () => fetch(`${service.url}/patients/${inUrl}`, { headers })],
];
for (const [what, status, send] of requests) {
  test(`an upload that is ${what} is answered without what it held`, rabbitmqOptions, async () => {
    const response = await send();
    assert.equal(response.status, status);
    assert.deepEqual(secretsIn(await response.text()), []);
  });
}

test('the message of the queue has the id of the recording and nothing that is in it', rabbitmqOptions, async () => {
  const { content, properties } = await rabbitmq.take(queue);
  const { tracestate, 'x-datadog-tags': tags, ...headers } = properties.headers ?? {};
  // What the tracer adds. The state of the caller's tracer goes on as it came.
  assert.deepEqual(Object.keys(headers).sort(), [
    'baggage',
    'traceparent',
    'x-datadog-parent-id',
    'x-datadog-sampling-priority',
    'x-datadog-trace-id',
    // Of the broker.
    'x-delivery-count',
  ]);
  assert.match(String(headers['baggage']), /^encounter_id=[0-9a-f-]{36}$/);
  assert.deepEqual(secretsIn(JSON.stringify({ ...properties, headers }) + content.toString()), []);
  assert.equal(await rabbitmq.count(queue), 0, 'one upload was accepted');
});

test('nothing of the person left', rabbitmqOptions, async () => {
  service.terminate();
  assert.equal(await service.exit, 0);
  const spans = await agent.spans();
  assert.equal(spans.filter((span) => span.name === 'fastify.request').length, requests.length);
  assert.deepEqual(secretsIn(await agent.bytes()), []);
  assert.deepEqual(secretsIn(sink.bytes()), []);
  assert.deepEqual(secretsIn(service.output()), []);
  assert.equal(service.errors(), '');
  // What was dropped was counted.
  assert.ok(sink.sum('telemetry.dropped_keys') > 0);
});

function secretsIn(carrier: string): string[] {
  const spellings = (secret: string) => [secret, encodeURIComponent(secret), secret.replaceAll(' ', '+')];
  return SECRETS.filter((secret) => spellings(secret).some((spelling) => carrier.includes(spelling)));
}
