// Each fault does what it says, and production refuses all of them.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { eventually } from './support/eventually.ts';
import { startEhr } from './support/ehr.ts';
import { job } from './support/job.ts';
import { rabbitmqOptions, startRabbitmq } from './support/rabbitmq.ts';
import { spawnService } from './support/service.ts';
import { startAgent } from './support/test-agent.ts';
import { openUdpSink } from './support/udp-sink.ts';
import { startQueueWorker } from './support/worker.ts';

const rabbitmq = rabbitmqOptions.skip === undefined ? await startRabbitmq({ after }) : (undefined as never);
const agent = await startAgent({ after });

test('slow: a job takes longer by what is set', rabbitmqOptions, async (t) => {
  const env = { FAULTS: 'slow', FAULT_SLOW_MS: '1500' };
  const { ehr, sink, queue } = await startQueueWorker(t, agent, rabbitmq, env);
  await rabbitmq.publish(queue, job());
  await ehr.count(1);
  const [duration] = await sink.of('jobs.duration');
  assert.ok((duration?.value ?? 0) > 1.5);
});

test(
  'queue_stall: no job is begun, the oldest grows older, and the worker is alive and ready',
  rabbitmqOptions,
  async (t) => {
    const { service, ehr, sink, queue } = await startQueueWorker(t, agent, rabbitmq, { FAULTS: 'queue_stall' });
    await rabbitmq.publish(queue, job(), {}, Date.now() - 1_000_000);
    await eventually('the age', async () => ((sink.received('jobs.age').at(-1)?.value ?? 0) > 999 ? true : undefined));
    const first = sink.received('jobs.age').at(-1)?.value ?? 0;
    const grown = async () => ((sink.received('jobs.age').at(-1)?.value ?? 0) > first ? true : undefined);
    await eventually('a greater age', grown);
    assert.equal(sink.received('queue.lag').at(-1)?.value, 1);
    assert.equal(ehr.filed.length, 0);
    assert.equal(await service.probe('/livez'), 200);
    assert.equal(await service.probe('/readyz'), 200);
    service.terminate();
    assert.equal(await service.exit, 0);
    assert.equal(await rabbitmq.count(queue), 1, 'the job is not lost');
  },
);

test('dlq_growth: every job becomes a dead letter at once', rabbitmqOptions, async (t) => {
  const { ehr, sink, queue } = await startQueueWorker(t, agent, rabbitmq, { FAULTS: 'dlq_growth' });
  for (let count = 0; count < 3; count += 1) await rabbitmq.publish(queue, job());
  await eventually('dead letters', async () => (sink.received('dlq.size').at(-1)?.value === 3 ? true : undefined));
  assert.equal(ehr.filed.length, 0);
});

test('log_silence: jobs are done, and no line says so', rabbitmqOptions, async (t) => {
  const { service, ehr, queue } = await startQueueWorker(t, agent, rabbitmq, { FAULTS: 'log_silence' });
  await rabbitmq.publish(queue, job());
  await ehr.count(1);
  service.terminate();
  assert.equal(await service.exit, 0);
  // The monitoring package writes these.
  assert.deepEqual(
    service.logs().map((line) => line['message']),
    ['SIGTERM received', 'shutting down', 'shut down'],
  );
});

test('production refuses faults, and says why', async (t) => {
  const surroundings = { agent, sink: await openUdpSink(t), ehr: await startEhr(t) };
  const env = { FAULTS: 'slow', DD_ENV: 'prod', RABBITMQ_URL: 'amqp://user:secret@localhost' };
  const service = await spawnService(t, surroundings, env);
  assert.equal(await service.exit, 2);
  assert.equal(service.errors(), 'the environment is not valid: FAULTS must be empty when DD_ENV is prod\n');
});
