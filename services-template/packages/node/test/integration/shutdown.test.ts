import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openUdpSink } from '../unit/udp-sink.ts';
import { runApp } from './run-app.ts';
import { startAgent } from './test-agent.ts';

let agent: Awaited<ReturnType<typeof startAgent>>;
let sink: Awaited<ReturnType<typeof openUdpSink>>;
before(async () => void ([agent, sink] = await Promise.all([startAgent(), openUdpSink()])));
beforeEach(async () => {
  sink.packets.length = 0;
  await agent.clear();
});
after(async () => {
  sink.close();
  await agent.stop();
});
const worker = (env: Record<string, string>) =>
  runApp('worker', {
    DD_TRACE_AGENT_URL: agent.url,
    DD_AGENT_HOST: '127.0.0.1',
    DD_DOGSTATSD_PORT: String(sink.port),
    ...env,
  });

test('SIGTERM: the job ends, its metric and span arrive, the exit code is 0', async () => {
  const { code, logs, stderr } = await worker({ JOB_MS: '200' });
  assert.equal(code, 0, stderr);
  assert.deepEqual(
    logs.map((line) => line['message']),
    ['SIGTERM received', 'shutting down', 'not ready', 'shut down'],
  );
  assert.equal(logs.at(-1)?.['outcome'], 'success');
  await sink.line('scribemed.jobs.total:1|c');
  assert.equal((await agent.spans()).filter((span) => span.name === 'transcription.transcribe').length, 1);
});

test('a job that takes longer than the deadline is given up, and the exit code says so', async () => {
  const start = performance.now();
  const { code, logs } = await worker({ JOB_MS: '60000' });
  assert.equal(code, 1);
  assert.ok(performance.now() - start < 10_000);
  assert.ok(logs.some((line) => line['message'] === 'the deadline passed before all drains ended'));
});

test('a drain that fails does not keep the others from ending', async () => {
  const { code, logs } = await worker({ JOB_MS: '50', FAILS: '1' });
  assert.equal(code, 1);
  const failed = logs.find((line) => line['message'] === 'a drain failed');
  assert.equal(failed?.['error_class'], 'TypeError');
  assert.doesNotMatch(JSON.stringify(logs), /Jane/);
  await sink.line('scribemed.jobs.total:1|c');
});

test('without an agent it ends all the same', async () => {
  const { code } = await worker({ JOB_MS: '10', DD_TRACE_AGENT_URL: 'http://127.0.0.1:1' });
  assert.equal(code, 0);
});
