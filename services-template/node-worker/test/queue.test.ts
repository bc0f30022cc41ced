// Jobs of a queue: what they become.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { eventually } from './support/eventually.ts';
import { job } from './support/job.ts';
import { rabbitmqOptions, startRabbitmq } from './support/rabbitmq.ts';
import { startAgent } from './support/test-agent.ts';
import { startQueueWorker } from './support/worker.ts';

const rabbitmq = rabbitmqOptions.skip === undefined ? await startRabbitmq({ after }) : (undefined as never);
const agent = await startAgent({ after });

test('a job is filed and its message acknowledged', rabbitmqOptions, async (t) => {
  const { service, ehr, queue } = await startQueueWorker(t, agent, rabbitmq);
  const message = job({ document: { text: 'stable' } });
  await rabbitmq.publish(queue, message);
  await ehr.count(1);
  assert.equal(ehr.filed[0]?.path, '/fhir/note');
  assert.equal(ehr.filed[0]?.body, '{"text":"stable"}');
  assert.equal(ehr.filed[0]?.headers['idempotency-key'], message.job_id);
  service.terminate();
  assert.equal(await service.exit, 0);
  assert.equal(await rabbitmq.count(queue), 0);
});

test('a job that fails is tried again, and counted once when it is done', rabbitmqOptions, async (t) => {
  const { service, ehr, sink, queue, dead } = await startQueueWorker(t, agent, rabbitmq);
  ehr.behaviour.status = (nth) => (nth < 3 ? 503 : 201);
  const message = job();
  await rabbitmq.publish(queue, message);
  await ehr.count(3);
  service.terminate();
  assert.equal(await service.exit, 0);
  assert.equal(await rabbitmq.count(queue), 0);
  assert.equal(await rabbitmq.count(dead), 0);
  assert.equal(sink.sum('jobs.total'), 1);
  assert.equal(sink.sum('jobs.failed'), 0);
  assert.equal(sink.sum('workflow.deliveries.total'), 3);
  assert.equal(sink.sum('workflow.deliveries.failed'), 2);

  const attempts = (await agent.spans()).filter(
    ({ name, meta }) => name === 'workflow.delivery' && meta['job_id'] === message.job_id,
  );
  assert.deepEqual(
    attempts.map(({ meta, metrics }) => [metrics['retries'], meta['outcome'], meta['error_class']]).sort(),
    [
      [0, 'failure', 'EhrUnavailable'],
      [1, 'failure', 'EhrUnavailable'],
      [2, 'success', undefined],
    ],
  );
  assert.equal(new Set(attempts.map((span) => span.trace_id)).size, 1, 'all attempts are in one trace');
});

const dead: [string, string, (nth: number) => number, unknown, string][] = [
  ['ran out of retries', '3', () => 500, job(), 'EhrUnavailable'],
  ['the EHR rejects', '1', () => 422, job(), 'EhrRejected'],
  ['is no job', '0', () => 201, Buffer.from('{"patient": "'), 'InvalidJob'],
  ['has a step that nobody knows', '0', () => 201, job({ step: 'gossip' }), 'InvalidJob'],
  ['has an id that is no id', '0', () => 201, job({ encounter_id: 'jane-doe' }), 'InvalidJob'],
];
for (const [what, requests, status, message, errorClass] of dead) {
  test(`a message that ${what} is kept whole for a person to look at`, rabbitmqOptions, async (t) => {
    const worker = await startQueueWorker(t, agent, rabbitmq, { MAX_RETRIES: '2' });
    worker.ehr.behaviour.status = status;
    await rabbitmq.publish(worker.queue, message, { 'x-tenant': 'north' });
    const kept = await rabbitmq.take(worker.dead);
    const content = Buffer.isBuffer(message) ? message.toString() : JSON.stringify(message);
    assert.equal(kept.content.toString(), content);
    assert.equal(kept.properties.headers?.['x-tenant'], 'north');
    assert.equal(worker.ehr.filed.length, Number(requests));
    worker.service.terminate();
    assert.equal(await worker.service.exit, 0);
    assert.equal(worker.sink.sum('jobs.total'), 1);
    assert.equal(worker.sink.sum('jobs.failed'), 1);
    const line = worker.service.logs().find((entry) => entry['status'] === 'error');
    assert.equal(line?.['error_class'], errorClass);
  });
}

test('an EHR that does not answer in time is a time-out', rabbitmqOptions, async (t) => {
  const env = { EHR_TIMEOUT_MS: '200', MAX_RETRIES: '0' };
  const { ehr, queue, dead: letters } = await startQueueWorker(t, agent, rabbitmq, env);
  ehr.behaviour.delayMs = 1000;
  const message = job();
  await rabbitmq.publish(queue, message);
  await rabbitmq.take(letters);
  const { 'workflow.delivery': delivery } = await agent.of(message.encounter_id, 'workflow.delivery');
  assert.equal(delivery.meta['outcome'], 'timeout');
  assert.equal(delivery.meta['error_class'], 'TimeoutError');
});

test('no more jobs are done at the same time than configured', rabbitmqOptions, async (t) => {
  const { ehr, queue } = await startQueueWorker(t, agent, rabbitmq, { CONCURRENCY: '2' });
  ehr.behaviour.delayMs = 300;
  for (let count = 0; count < 6; count += 1) await rabbitmq.publish(queue, job());
  await ehr.count(6);
  assert.equal(ehr.mostAtOnce(), 2);
});

test(
  'when the broker stops, the worker is alive and not ready, and goes on when it is back',
  rabbitmqOptions,
  async (t) => {
    const { service, ehr, queue } = await startQueueWorker(t, agent, rabbitmq);
    await rabbitmq.stop();
    await eventually('not ready', async () => ((await service.probe('/readyz')) === 503 ? true : undefined));
    assert.equal(await service.probe('/livez'), 200);
    await rabbitmq.start();
    await eventually('ready', async () => ((await service.probe('/readyz')) === 200 ? true : undefined), 20_000);
    await rabbitmq.publish(queue, job());
    await ehr.count(1);
    service.terminate();
    assert.equal(await service.exit, 0);
  },
);
