// A job that a broker hands out twice is filed once, and what was filed is in the database.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { eventually } from './support/eventually.ts';
import { job } from './support/job.ts';
import { kafkaOptions, startKafka } from './support/kafka.ts';
import { postgresqlOptions, startPostgresql } from './support/postgresql.ts';
import { rabbitmqOptions, startRabbitmq } from './support/rabbitmq.ts';
import { startAgent } from './support/test-agent.ts';
import { startQueueWorker, startTopicWorker } from './support/worker.ts';

const options = rabbitmqOptions.skip === undefined ? postgresqlOptions : rabbitmqOptions;
const [agent, rabbitmq, postgresql] =
  options.skip === undefined
    ? await Promise.all([startAgent({ after }), startRabbitmq({ after }), startPostgresql({ after })])
    : ([] as never);

const keysOf = (ehr: { filed: { headers: Record<string, unknown> }[] }) =>
  ehr.filed.map(({ headers }) => String(headers['idempotency-key']));
type Logs = { logs(): Record<string, unknown>[] };
const linesOf = ({ logs }: Logs, message: string) => logs().filter((line) => line['message'] === message);

async function startWorker(test: Parameters<typeof startQueueWorker>[0], env: Record<string, string> = {}) {
  const database = await postgresql.create();
  const worker = await startQueueWorker(test, agent, rabbitmq, { DATABASE_URL: database.url, ...env });
  return { ...worker, database };
}

test('a job that is queued twice is filed once, at the same time or later', options, async (t) => {
  const { service, startAnother, ehr, sink, queue, dead, database } = await startWorker(t);
  ehr.behaviour.delayMs = 300;
  const message = job();
  await rabbitmq.publish(queue, message);
  await rabbitmq.publish(queue, message);
  const before = (count: number, of: Logs = service) =>
    eventually(`${count} jobs of before`, async () => linesOf(of, 'job was done before')[count - 1]);
  await before(1);
  await rabbitmq.publish(queue, { ...message, job_id: message.job_id.toUpperCase() });
  const line = await before(2);
  assert.equal(line['job_id'], message.job_id.toUpperCase());
  assert.equal(line['encounter_id'], message.encounter_id);
  service.terminate();
  assert.equal(await service.exit, 0);
  assert.equal(sink.sum('jobs.total'), 3);
  assert.equal(sink.sum('jobs.failed'), 0);
  assert.equal(sink.sum('workflow.deliveries.total'), 1);

  const next = await startAnother();
  await rabbitmq.publish(queue, message);
  await before(1, next);
  next.terminate();
  assert.equal(await next.exit, 0);
  assert.deepEqual(keysOf(ehr), [message.job_id]);
  const { job_id, encounter_id } = message;
  assert.deepEqual(await database.deliveries(), [{ job_id, encounter_id, step: 'note' }]);
  assert.equal(await rabbitmq.count(queue), 0);
  assert.equal(await rabbitmq.count(dead), 0);
});

test('two workers that get the same jobs file each once', options, async (t) => {
  const { startAnother, service, ehr, sink, queue, database } = await startWorker(t);
  const other = await startAnother();
  ehr.behaviour.delayMs = 50;
  const jobs = Array.from({ length: 20 }, () => job());
  for (const message of jobs) {
    await rabbitmq.publish(queue, message);
    await rabbitmq.publish(queue, message);
  }
  await eventually('all jobs', async () => (sink.sum('jobs.total') === 2 * jobs.length ? true : undefined), 20_000);
  for (const worker of [service, other]) {
    worker.terminate();
    assert.equal(await worker.exit, 0);
  }
  assert.deepEqual(keysOf(ehr).sort(), jobs.map((message) => message.job_id).sort());
  assert.equal((await database.deliveries()).length, jobs.length);
});

test('a job whose acknowledgement was lost with the broker is not filed again', options, async (t) => {
  const { service, ehr, queue } = await startWorker(t);
  ehr.behaviour.delayMs = 1000;
  const message = job();
  await rabbitmq.publish(queue, message);
  await ehr.count(1);
  await rabbitmq.stop();
  await eventually('the delivery', async () => linesOf(service, 'job done')[0]);
  await rabbitmq.start();
  await eventually('the job again', async () => linesOf(service, 'job was done before')[0], 30_000);
  assert.deepEqual(keysOf(ehr), [message.job_id]);
  service.terminate();
  assert.equal(await service.exit, 0);
  assert.equal(await rabbitmq.count(queue), 0);
});

test('a worker that dies in a delivery has recorded nothing, and the next one delivers', options, async (t) => {
  const { service, startAnother, ehr, queue, database } = await startWorker(t);
  ehr.behaviour.delayMs = 1000;
  await rabbitmq.publish(queue, job());
  await ehr.count(1);
  service.kill();
  await service.exit;
  assert.deepEqual(await database.deliveries(), []);
  await startAnother();
  await ehr.count(2);
  await eventually('the record', async () => (await database.deliveries())[0]);
});

test('a delivery that failed is not recorded', options, async (t) => {
  const { ehr, queue, dead, database } = await startWorker(t, { MAX_RETRIES: '1' });
  ehr.behaviour.status = (nth) => (nth <= 2 ? 500 : 201);
  const message = job();
  await rabbitmq.publish(queue, message);
  await rabbitmq.take(dead);
  assert.deepEqual(await database.deliveries(), []);
  // Somebody looked, and queues it again.
  await rabbitmq.publish(queue, message);
  await eventually('the record', async () => (await database.deliveries())[0]);
  assert.equal(ehr.filed.length, 3);
});

test(
  'without its database a worker is not ready and delivers nothing, and no job is a dead letter',
  options,
  async (t) => {
    const { service, ehr, sink, queue, dead, database } = await startWorker(t, { MAX_RETRIES: '0' });
    await postgresql.stop();
    const jobs = [job(), job()];
    for (const message of jobs) await rabbitmq.publish(queue, message);
    await eventually('postponed jobs', async () => linesOf(service, 'job postponed')[5]);
    assert.equal(await service.probe('/readyz'), 503);
    assert.equal(await service.probe('/livez'), 200);
    assert.equal(ehr.filed.length, 0);
    await postgresql.start();
    await ehr.count(jobs.length);
    await eventually('ready', async () => ((await service.probe('/readyz')) === 200 ? true : undefined));
    await eventually('the records', async () => (await database.deliveries())[1]);
    assert.deepEqual(keysOf(ehr).sort(), jobs.map((message) => message.job_id).sort());
    service.terminate();
    assert.equal(await service.exit, 0);
    assert.equal(await rabbitmq.count(dead), 0);
    assert.equal(sink.sum('jobs.total'), 2);
    assert.equal(sink.sum('workflow.deliveries.total'), 2);
  },
);

test('a delivery that could not be recorded is not done again', options, async (t) => {
  const { service, ehr, queue, dead } = await startWorker(t);
  ehr.behaviour.delayMs = 1000;
  await rabbitmq.publish(queue, job());
  await ehr.count(1);
  await postgresql.stop();
  await eventually('the loss', async () => linesOf(service, 'delivery could not be recorded')[0]);
  await eventually('the end', async () => linesOf(service, 'job done')[0]);
  await postgresql.start();
  service.terminate();
  assert.equal(await service.exit, 0);
  assert.equal(ehr.filed.length, 1);
  assert.equal(await rabbitmq.count(queue), 0);
  assert.equal(await rabbitmq.count(dead), 0);
});

test(
  'its queries are in the trace of the job, by verb and table, without a value or a password',
  options,
  async (t) => {
    const { service, ehr, queue } = await startWorker(t);
    const message = job();
    await rabbitmq.publish(queue, message);
    await ehr.count(1);
    service.terminate();
    assert.equal(await service.exit, 0);
    const { 'workflow.delivery': delivery } = await agent.of(message.encounter_id, 'workflow.delivery');
    const queries = (await agent.spans()).filter(
      ({ name, trace_id }) => name === 'pg.query' && trace_id === delivery.trace_id,
    );
    assert.ok(queries.some(({ resource }) => /^INSERT/.test(resource) && resource.includes('deliveries')));
    for (const { meta, ...span } of queries) {
      const { encounter_id, ...tags } = meta;
      assert.equal(encounter_id, message.encounter_id);
      const text = JSON.stringify([span, tags]);
      for (const value of [message.job_id, message.encounter_id, 'note']) assert.ok(!text.includes(value), text);
    }
    for (const carrier of [await agent.bytes(), service.output()]) assert.ok(!carrier.includes('hunter2secret'));
  },
);

test('without a database it remembers by itself, and says so once', rabbitmqOptions, async (t) => {
  const { service, ehr, queue } = await startQueueWorker(t, agent, rabbitmq);
  const message = job();
  for (let count = 0; count < 3; count += 1) await rabbitmq.publish(queue, message);
  await eventually('jobs of before', async () => linesOf(service, 'job was done before')[1]);
  assert.deepEqual(keysOf(ehr), [message.job_id]);
  assert.equal(linesOf(service, 'deliveries are remembered by this process alone').length, 1);
});

test('a job that is in a topic twice is filed once', kafkaOptions.skip ? kafkaOptions : options, async (t) => {
  const kafka = await startKafka(t);
  const database = await postgresql.create();
  const { service, ehr, sink, topic, group } = await startTopicWorker(t, agent, kafka, { DATABASE_URL: database.url });
  const message = job();
  for (let count = 0; count < 2; count += 1) await kafka.publish(topic, message);
  await kafka.untilDone(topic, group);
  service.terminate();
  assert.equal(await service.exit, 0);
  assert.deepEqual(keysOf(ehr), [message.job_id]);
  assert.equal(sink.sum('jobs.total'), 2);
  assert.equal((await database.deliveries()).length, 1);
});
