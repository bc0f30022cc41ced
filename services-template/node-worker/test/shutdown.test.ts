// The worker ends while jobs run: none is lost, and after a SIGTERM none is done twice.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { job } from './support/job.ts';
import { rabbitmqOptions, startRabbitmq } from './support/rabbitmq.ts';
import { startAgent } from './support/test-agent.ts';
import { startQueueWorker } from './support/worker.ts';

const rabbitmq = rabbitmqOptions.skip === undefined ? await startRabbitmq({ after }) : (undefined as never);
const agent = await startAgent({ after });
const JOBS = 60;

test('SIGTERM under load', rabbitmqOptions, async (t) => {
  const { service, startAnother, ehr, sink, queue, dead } = await startQueueWorker(t, agent, rabbitmq);
  ehr.behaviour.delayMs = 50;
  const jobs = Array.from({ length: JOBS }, () => job());
  for (const message of jobs) await rabbitmq.publish(queue, message);
  await ehr.count(10);
  service.terminate();
  assert.equal(await service.exit, 0);
  const done = ehr.filed.length;
  assert.ok(done < JOBS, 'the worker stopped before the end');
  // What was filed was acknowledged, what was not is in the queue.
  assert.equal(await rabbitmq.count(queue), JOBS - done);
  // Its telemetry arrived before it ended.
  assert.equal(sink.sum('jobs.total'), done);
  const ids = new Set<string>(jobs.map((message) => message.job_id));
  const spans = (await agent.spans()).filter(
    ({ name, meta }) => name === 'workflow.delivery' && ids.has(meta['job_id'] ?? ''),
  );
  assert.equal(spans.length, done);
  assert.equal(service.logs().at(-1)?.['message'], 'shut down');

  const next = await startAnother();
  await ehr.count(JOBS);
  next.terminate();
  assert.equal(await next.exit, 0);
  const filed = ehr.filed.map(({ headers }) => String(headers['idempotency-key']));
  assert.deepEqual(filed.toSorted(), [...ids].toSorted());
  assert.equal(await rabbitmq.count(queue), 0);
  assert.equal(await rabbitmq.count(dead), 0);
});

test('a worker that dies: its jobs are done by the next one', rabbitmqOptions, async (t) => {
  const { service, startAnother, ehr, queue } = await startQueueWorker(t, agent, rabbitmq);
  ehr.behaviour.delayMs = 100;
  const jobs = Array.from({ length: 20 }, () => job());
  for (const message of jobs) await rabbitmq.publish(queue, message);
  await ehr.count(6);
  service.kill();
  await service.exit;
  const next = await startAnother();
  const ids = new Set<string>(jobs.map((message) => message.job_id));
  await ehr.eventuallyAll(ids);
  next.terminate();
  assert.equal(await next.exit, 0);
  assert.equal(await rabbitmq.count(queue), 0);
});
