// A person in every part of a message: nothing of it is in a byte that leaves the service for Datadog, or in what it writes.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { job } from './support/job.ts';
import { kafkaOptions, startKafka } from './support/kafka.ts';
import { rabbitmqOptions, startRabbitmq } from './support/rabbitmq.ts';
import { startAgent } from './support/test-agent.ts';
import { startQueueWorker, startTopicWorker } from './support/worker.ts';

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
const text = Object.values(PERSON).join('; ');

const agent = await startAgent({ after });
const headers = {
  'x-patient': text,
  baggage: `patient=${encodeURIComponent(text)}`,
  tracestate: `dd=t.usr.id:${PERSON.email}`,
  traceparent: '00-0000000000000000000000000000abcf-00000000000000ef-01',
};
const messages = [
  job({ document: { text } }),
  // The EHR rejects it, and its answer repeats the document.
  job({ document: { text }, step: 'order' }),
  job({ document: { text }, step: PERSON.name }),
  job({ document: { text }, encounter_id: PERSON.ssn }),
  Buffer.from(`{"patient": "${text}"`),
];
const STATUSES = [201, 422];

type Worker = Pick<Awaited<ReturnType<typeof startQueueWorker>>, 'service' | 'sink' | 'ehr'>;

async function assertNothingLeft({ service, sink, ehr }: Worker): Promise<void> {
  service.terminate();
  assert.equal(await service.exit, 0);
  assert.equal(ehr.filed.length, STATUSES.length);
  assert.ok(
    ehr.filed.every(({ body }) => body.includes(PERSON.name)),
    'the EHR got the document',
  );
  // Here the EHR is on this machine, and counts as one of our services: it gets the encounter and no other baggage. `tracestate`
  // goes on as it came.
  for (const { headers: sent } of ehr.filed) {
    assert.match(String(sent.baggage), /^encounter_id=[0-9a-f-]{36}$/);
    assert.deepEqual(secretsIn(JSON.stringify({ ...sent, tracestate: '', 'x-datadog-tags': '' })), []);
  }
  const dead = sink.received('jobs.failed').reduce((sum, { value }) => sum + value, 0);
  assert.equal(dead, messages.length - 1);
  const deliveries = (await agent.spans()).filter((span) => span.name === 'workflow.delivery');
  assert.ok(deliveries.length >= STATUSES.length);
  assert.deepEqual(secretsIn(await agent.bytes()), []);
  assert.deepEqual(secretsIn(sink.bytes()), []);
  assert.deepEqual(secretsIn(service.output()), []);
  assert.equal(service.errors(), '');
}

function secretsIn(carrier: string): string[] {
  const spellings = (secret: string) => [secret, encodeURIComponent(secret), secret.replaceAll(' ', '+')];
  return SECRETS.filter((secret) => spellings(secret).some((spelling) => carrier.includes(spelling)));
}

test('jobs of a queue', rabbitmqOptions, async (t) => {
  const rabbitmq = await startRabbitmq(t);
  const worker = await startQueueWorker(t, agent, rabbitmq, { CONCURRENCY: '1' });
  worker.ehr.behaviour.status = (nth) => STATUSES[nth - 1] ?? 500;
  for (const message of messages) await rabbitmq.publish(worker.queue, message, headers);
  for (let letters = 1; letters < messages.length; letters += 1) await rabbitmq.take(worker.dead);
  await assertNothingLeft(worker);
});

test('jobs of a topic', kafkaOptions, async (t) => {
  const kafka = await startKafka(t);
  const worker = await startTopicWorker(t, agent, kafka);
  worker.ehr.behaviour.status = (nth) => STATUSES[nth - 1] ?? 500;
  for (const message of messages) await kafka.publish(worker.topic, message, headers);
  await kafka.untilDone(worker.topic, worker.group);
  await assertNothingLeft(worker);
});
