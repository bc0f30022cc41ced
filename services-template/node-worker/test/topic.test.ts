// Jobs of a topic: what they become, and what the worker emits about them. What is the same as for a queue is tested there.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { eventually } from './support/eventually.ts';
import { job } from './support/job.ts';
import { kafkaOptions, startKafka } from './support/kafka.ts';
import { startAgent } from './support/test-agent.ts';
import { startTopicWorker } from './support/worker.ts';

const kafka = kafkaOptions.skip === undefined ? await startKafka({ after }) : (undefined as never);
const agent = await startAgent({ after });

test(
  'a job is filed, in a span that continues the trace of the producer, and its offset committed',
  kafkaOptions,
  async (t) => {
    const { service, ehr, topic, group } = await startTopicWorker(t, agent, kafka);
    const message = job();
    const traceparent = '00-0000000000000000000000000000abce-00000000000000ef-01';
    await kafka.publish(topic, message, { traceparent, baggage: `encounter_id=${message.encounter_id}` });
    await ehr.count(1);
    assert.equal(ehr.filed[0]?.headers['idempotency-key'], message.job_id);
    await agent.of(message.encounter_id, 'workflow.delivery', 'messaging.process');
    const trace = (await agent.spans()).filter((span) => span.trace_id === String(0xabce));
    const taken = trace.find((span) => span.name === 'messaging.process');
    const delivery = trace.find((span) => span.name === 'workflow.delivery');
    assert.equal(taken?.parent_id, String(0xef));
    assert.equal(delivery?.parent_id, taken?.span_id);
    assert.equal(delivery?.meta['outcome'], 'success');
    assert.equal(delivery?.metrics['_dd.measured'], 1);
    for (const span of trace) assert.equal(span.meta['encounter_id'], message.encounter_id, span.name);
    service.terminate();
    assert.equal(await service.exit, 0);
    assert.equal(await kafka.lag(topic, group), 0);
  },
);

test('the encounter of one message is not put on the spans of the next', kafkaOptions, async (t) => {
  const { service, ehr, topic } = await startTopicWorker(t, agent, kafka, { FAULTS: '' });
  const messages = [job(), job()];
  const [first, second] = messages;
  await kafka.publish(topic, first, { baggage: `encounter_id=${first?.encounter_id}` });
  await kafka.publish(topic, second);
  await ehr.count(2);
  service.terminate();
  assert.equal(await service.exit, 0);
  const spans = await agent.spans();
  for (const { encounter_id, job_id } of messages) {
    const trace = spans.find((span) => span.meta['job_id'] === job_id)?.trace_id;
    for (const span of spans.filter((other) => other.trace_id === trace)) {
      assert.equal(span.meta['encounter_id'], encounter_id, `${span.name} ${span.resource}`);
    }
  }
});

test('a job that fails is tried again before the next one, and then set aside whole', kafkaOptions, async (t) => {
  const { service, ehr, sink, topic, group, dead } = await startTopicWorker(t, agent, kafka, { MAX_RETRIES: '2' });
  ehr.behaviour.status = (nth) => (nth <= 3 ? 503 : 201);
  const [bad, good] = [job(), job()];
  await kafka.publish(topic, bad, { 'x-tenant': 'north' });
  await kafka.publish(topic, good);
  await ehr.count(4);
  const kept = await kafka.first(dead);
  assert.equal(kept.value?.toString(), JSON.stringify(bad));
  assert.equal(kept.headers?.['x-tenant']?.toString(), 'north');
  service.terminate();
  assert.equal(await service.exit, 0);
  const filed = ehr.filed.map(({ headers }) => headers['idempotency-key']);
  assert.deepEqual(filed, [bad.job_id, bad.job_id, bad.job_id, good.job_id]);
  assert.equal(sink.sum('jobs.total'), 2);
  assert.equal(sink.sum('jobs.failed'), 1);
  assert.equal(await kafka.lag(topic, group), 0);
});

test(
  'the metrics that the monitors query arrive, with the type and the tags of the policy',
  kafkaOptions,
  async (t) => {
    const { service, sink, ehr, topic, group } = await startTopicWorker(t, agent, kafka);
    await kafka.publish(topic, Buffer.from('no job'));
    await kafka.publish(topic, job());
    await ehr.count(1);
    const declared: [string, string][] = [
      ['jobs.total', 'c'],
      ['jobs.failed', 'c'],
      ['jobs.duration', 'd'],
      ['jobs.age', 'g'],
      ['queue.lag', 'g'],
    ];
    const tags = ['env:dev', `service:${group}`, `topic:${topic}`, 'version:1.2.3'];
    for (const [name, type] of declared) {
      for (const metric of await sink.of(name)) {
        assert.equal(metric.type, type, name);
        assert.deepEqual(metric.tags, tags, name);
      }
    }
    service.terminate();
    assert.equal(await service.exit, 0);
    assert.equal(sink.sum('telemetry.dropped_keys'), 0);
  },
);

test(
  'a worker that hangs reports the age of the next job, and the lag that the broker knows',
  kafkaOptions,
  async (t) => {
    const { service, ehr, sink, topic } = await startTopicWorker(t, agent, kafka, { FAULTS: 'queue_stall' });
    for (const agoS of [300, 200]) await kafka.publish(topic, job(), {}, Date.now() - agoS * 1000);
    const last = (name: string) => sink.received(name).at(-1)?.value ?? 0;
    await eventually('the lag', async () => (last('queue.lag') === 2 ? true : undefined));
    await eventually('the age', async () => (last('jobs.age') > 299 && last('jobs.age') < 320 ? true : undefined));
    assert.equal(ehr.filed.length, 0);
    assert.equal(await service.probe('/readyz'), 200);
    service.terminate();
    assert.equal(await service.exit, 0);
  },
);

test('every worker of a group reports the lag of the whole topic', kafkaOptions, async (t) => {
  const { startAnother, sink, topic } = await startTopicWorker(t, agent, kafka, { FAULTS: 'queue_stall' });
  await startAnother();
  // The only partition belongs to one of the two.
  for (let i = 0; i < 2; i += 1) await kafka.publish(topic, job());
  const sent = () => sink.received('queue.lag').slice(-6);
  await eventually('both workers', async () => (sent().every(({ value }) => value === 2) ? true : undefined));
});

test('SIGTERM under load: no job is lost and none is done twice', kafkaOptions, async (t) => {
  const { service, startAnother, ehr, sink, topic, group } = await startTopicWorker(t, agent, kafka);
  ehr.behaviour.delayMs = 30;
  const jobs = Array.from({ length: 40 }, () => job());
  for (const message of jobs) await kafka.publish(topic, message);
  await ehr.count(5);
  service.terminate();
  assert.equal(await service.exit, 0);
  const done = ehr.filed.length;
  assert.ok(done < jobs.length, 'the worker stopped before the end');
  assert.equal(await kafka.lag(topic, group), jobs.length - done);
  assert.equal(sink.sum('jobs.total'), done);
  const next = await startAnother();
  await ehr.count(jobs.length);
  next.terminate();
  assert.equal(await next.exit, 0);
  assert.deepEqual(
    ehr.filed.map(({ headers }) => headers['idempotency-key']),
    jobs.map((message) => message.job_id),
  );
});

test('a worker that dies has committed nothing that it had not finished', kafkaOptions, async (t) => {
  const { service, ehr, topic, group } = await startTopicWorker(t, agent, kafka);
  ehr.behaviour.delayMs = 500;
  for (let count = 0; count < 10; count += 1) await kafka.publish(topic, job());
  // The third has been sent and not answered.
  await ehr.count(3);
  service.kill();
  await service.exit;
  assert.equal(await kafka.lag(topic, group), 8);
});
