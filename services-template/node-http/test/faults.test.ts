// Each fault does what it says, and production refuses all of them.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { rabbitmqOptions } from './support/rabbitmq.ts';
import { spawnService, startService } from './support/service.ts';
import { startSurroundings } from './support/surroundings.ts';
import { upload } from './support/upload.ts';

const surroundings = await startSurroundings({ after });
const { agent } = surroundings;

test('slow: an upload takes longer than the latency objective', rabbitmqOptions, async (t) => {
  const service = await startService(t, surroundings, { FAULTS: 'slow' });
  const start = performance.now();
  assert.equal((await upload(service.url)).status, 201);
  assert.ok(performance.now() - start > 2000);
});

test(
  'http_5xx: every second upload fails, as an error of the span that the monitors query',
  rabbitmqOptions,
  async (t) => {
    const service = await startService(t, surroundings, { FAULTS: 'http_5xx' });
    const encounter = randomUUID();
    const statuses = [];
    for (let sent = 0; sent < 3; sent += 1) statuses.push((await upload(service.url)).status);
    statuses.push((await upload(service.url, { encounter })).status);
    assert.deepEqual(statuses, [201, 500, 201, 500]);
    const spans = await agent.of(encounter, 'fastify.request', 'ingestion.accept');
    assert.equal(spans['fastify.request'].error, 1);
    assert.equal(spans['ingestion.accept'].meta['error_class'], 'PlayedFault');
  },
);

test('log_silence: uploads are accepted, and no line says so', rabbitmqOptions, async (t) => {
  const service = await startService(t, surroundings, { FAULTS: 'log_silence' });
  assert.equal((await upload(service.url)).status, 201);
  service.terminate();
  assert.equal(await service.exit, 0);
  // The monitoring package writes these.
  assert.deepEqual(
    service.logs().map((line) => line['message']),
    ['SIGTERM received', 'shutting down', 'shut down'],
  );
});

test('a fault that is switched on is in the log', rabbitmqOptions, async (t) => {
  const service = await startService(t, surroundings, { FAULTS: 'slow' });
  assert.ok(service.logs().some((line) => line['message'] === 'faults are switched on'));
});

test('production refuses faults, and says why', rabbitmqOptions, async (t) => {
  const service = await spawnService(t, surroundings, { FAULTS: 'slow', DD_ENV: 'prod' });
  assert.equal(await service.exit, 2);
  assert.equal(service.errors(), 'the environment is not valid: FAULTS must be empty when DD_ENV is prod\n');
});
