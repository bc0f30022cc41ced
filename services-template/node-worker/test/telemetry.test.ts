// What the worker emits about jobs of a queue: the promise to its monitors and the person on call.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { eventually } from './support/eventually.ts';
import { job } from './support/job.ts';
import { rabbitmqOptions, startRabbitmq } from './support/rabbitmq.ts';
import { startAgent } from './support/test-agent.ts';
import { startQueueWorker } from './support/worker.ts';

const SERVICE = 'service:example-node-worker';

const rabbitmq = rabbitmqOptions.skip === undefined ? await startRabbitmq({ after }) : (undefined as never);
const agent = await startAgent({ after });

test('the span of the step is measured, and continues the trace of the producer', rabbitmqOptions, async (t) => {
  const { queue } = await startQueueWorker(t, agent, rabbitmq);
  const message = job();
  const traceparent = '00-0000000000000000000000000000abcd-00000000000000ef-01';
  await rabbitmq.publish(queue, message, { traceparent, baggage: `encounter_id=${message.encounter_id}` });
  await agent.of(message.encounter_id, 'workflow.delivery', 'http.request');
  const trace = (await agent.spans()).filter((span) => span.trace_id === String(0xabcd));
  const delivery = trace.find((span) => span.name === 'workflow.delivery');
  const taken = trace.find((span) => span.meta['span.kind'] === 'consumer');
  assert.equal(delivery?.metrics['_dd.measured'], 1);
  assert.equal(delivery?.meta['outcome'], 'success');
  assert.equal(delivery?.meta['step'], 'note');
  assert.equal(delivery?.meta['job_id'], message.job_id);
  assert.equal(delivery?.meta['physician_id'], message.physician_id);
  assert.equal(delivery?.metrics['retries'], 0);
  assert.equal(delivery?.parent_id, taken?.span_id);
  assert.equal(taken?.parent_id, String(0xef));
  assert.equal(taken?.resource, `basic.deliver ${queue}`);
  for (const span of trace) assert.equal(span.meta['encounter_id'], message.encounter_id, span.name);
});

test('every span of a job has its encounter, also where the producer sent no baggage', rabbitmqOptions, async (t) => {
  const { service, queue, ehr } = await startQueueWorker(t, agent, rabbitmq);
  // Next to each other, so that one could get the other's.
  const messages = [job(), job()];
  const [first, second] = messages;
  await rabbitmq.publish(queue, first, { baggage: `encounter_id=${first?.encounter_id}` });
  await rabbitmq.publish(queue, second);
  await ehr.count(2);
  service.terminate();
  assert.equal(await service.exit, 0);
  const spans = await agent.spans();
  for (const { encounter_id, job_id } of messages) {
    const trace = spans.find((span) => span.meta['job_id'] === job_id)?.trace_id;
    const own = spans.filter((span) => span.trace_id === trace);
    assert.ok(own.length >= 4);
    for (const span of own) assert.equal(span.meta['encounter_id'], encounter_id, `${span.name} ${span.resource}`);
  }
});

test('a job that waited for another continues its own trace', rabbitmqOptions, async (t) => {
  const { ehr, queue } = await startQueueWorker(t, agent, rabbitmq, { CONCURRENCY: '1' });
  ehr.behaviour.delayMs = 300;
  const traces: Record<string, ReturnType<typeof job>> = { '1001': job(), '1002': job() };
  for (const [trace, message] of Object.entries(traces)) {
    const traceparent = `00-${BigInt(trace).toString(16).padStart(32, '0')}-00000000000000ef-01`;
    await rabbitmq.publish(queue, message, { traceparent, baggage: `encounter_id=${message.encounter_id}` });
  }
  for (const [trace, message] of Object.entries(traces)) {
    const { 'workflow.delivery': delivery } = await agent.of(message.encounter_id, 'workflow.delivery');
    assert.equal(delivery.trace_id, trace);
    assert.equal(delivery.meta['job_id'], message.job_id);
  }
});

test(
  'the metrics that the monitors query arrive, with the type and the tags of the policy',
  rabbitmqOptions,
  async (t) => {
    const { service, sink, ehr, queue } = await startQueueWorker(t, agent, rabbitmq, { MAX_RETRIES: '0' });
    ehr.behaviour.status = (nth) => (nth === 1 ? 500 : 201);
    await rabbitmq.publish(queue, job());
    await rabbitmq.publish(queue, job());
    await ehr.count(2);
    await eventually('the dead letter', async () => (sink.received('dlq.size').at(-1)?.value === 1 ? true : undefined));
    service.terminate();
    assert.equal(await service.exit, 0);

    const declared: [string, string][] = [
      ['jobs.total', 'c'],
      ['jobs.failed', 'c'],
      ['jobs.duration', 'd'],
      ['jobs.age', 'g'],
      ['queue.lag', 'g'],
      ['dlq.size', 'g'],
    ];
    const tags = ['env:dev', `queue:${queue}`, SERVICE, 'version:1.2.3'];
    for (const [name, type] of declared) {
      for (const metric of await sink.of(name)) {
        assert.equal(metric.type, type, name);
        assert.deepEqual(metric.tags, tags, name);
      }
    }
    assert.equal(sink.sum('jobs.total'), 2);
    assert.equal(sink.sum('jobs.failed'), 1);
    assert.equal(sink.received('jobs.duration').length, 2);
    // In seconds.
    for (const { value } of sink.received('jobs.duration')) assert.ok(value > 0.0001 && value < 2, String(value));
    const steps = sink.received('workflow.deliveries.failed');
    assert.deepEqual(steps[0]?.tags, ['env:dev', SERVICE, 'step:note', 'version:1.2.3']);
    // Everything that the service emits is declared.
    assert.equal(sink.sum('telemetry.dropped_keys'), 0);
    assert.equal(sink.sum('phi.scrubber.errors'), 0);
  },
);

test('the age is that of the oldest job that waits, the lag counts all that wait', rabbitmqOptions, async (t) => {
  const { sink, ehr, queue } = await startQueueWorker(t, agent, rabbitmq, { CONCURRENCY: '1' });
  await eventually('an idle worker', async () => (sink.received('jobs.age').at(-1)?.value === 0 ? true : undefined));
  ehr.behaviour.delayMs = 3000;
  for (const agoS of [500, 300, 100, 50]) await rabbitmq.publish(queue, job(), {}, Date.now() - agoS * 1000);
  await ehr.count(1);
  // The first is being worked on; three wait.
  const lag = () => sink.received('queue.lag').at(-1)?.value;
  await eventually('three jobs that wait', async () => (lag() === 3 ? true : undefined));
  const age = sink.received('jobs.age').at(-1)?.value ?? 0;
  assert.ok(age > 299 && age < 310, String(age));
});

test('a log line is JSON, with the tags, the encounter and the ids of its trace', rabbitmqOptions, async (t) => {
  const { service, queue } = await startQueueWorker(t, agent, rabbitmq);
  const message = job();
  await rabbitmq.publish(queue, message);
  const { 'workflow.delivery': delivery } = await agent.of(message.encounter_id, 'workflow.delivery');
  const line = service.logs().find((entry) => entry['job_id'] === message.job_id);
  assert.equal(line?.['message'], 'job done');
  assert.equal(line?.['encounter_id'], message.encounter_id);
  assert.equal(line?.['queue'], queue);
  assert.equal(line?.['step'], 'note');
  assert.equal(line?.['retries'], 0);
  assert.equal(typeof line?.['duration_ms'], 'number');
  for (const [tag, value] of [
    ['service', 'example-node-worker'],
    ['env', 'dev'],
    ['version', '1.2.3'],
  ] as const) {
    assert.equal(line?.[tag], value);
  }
  assert.match(String(line?.['timestamp']), /^\d{4}-\d\d-\d\dT.*Z$/);
  const taken = (await agent.spans()).find((span) => span.span_id === delivery.parent_id);
  assert.equal(line?.['dd.span_id'], taken?.span_id);
  assert.match(String(line?.['dd.trace_id']), /^[0-9a-f]{32}$/);
});

test('by the rules of the deployment, measuring the queue leaves no traces', rabbitmqOptions, async (t) => {
  const deployment = await readFile(new URL('../k8s/deployment.yaml', import.meta.url), 'utf8');
  const rules = /name: DD_TRACE_SAMPLING_RULES\s+value: '(.*)'/.exec(deployment)?.[1] ?? '';
  const { sink, queue, service } = await startQueueWorker(t, agent, rabbitmq, { DD_TRACE_SAMPLING_RULES: rules });
  await sink.of('queue.lag');
  const message = job();
  await rabbitmq.publish(queue, message);
  const { 'workflow.delivery': delivery } = await agent.of(message.encounter_id, 'workflow.delivery');
  service.terminate();
  assert.equal(await service.exit, 0);
  const spans = await agent.spans();
  const measuring = spans.filter((span) => span.resource === `queue.declare ${queue}`);
  assert.ok(measuring.length > 0);
  for (const span of measuring) assert.ok((span.metrics['_sampling_priority_v1'] ?? 1) < 1, span.resource);
  const root = spans.find((span) => span.trace_id === delivery.trace_id && span.parent_id === '0');
  assert.ok((root?.metrics['_sampling_priority_v1'] ?? 0) > 0);
});
