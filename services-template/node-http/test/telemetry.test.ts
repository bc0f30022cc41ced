// Spans and logs: the promise to the monitors of an HTTP service, and to the person on call.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { eventually } from './support/eventually.ts';
import { rabbitmqOptions } from './support/rabbitmq.ts';
import { startService } from './support/service.ts';
import { startAll } from './support/surroundings.ts';
import { upload, wave } from './support/upload.ts';

const surroundings = await startAll({ after });
const { agent, service } = surroundings;

test('an upload is stored as it came', rabbitmqOptions, async () => {
  const response = await upload(service.url, { body: wave(3000) });
  assert.equal(response.status, 201);
  const { id } = (await response.json()) as { id: string };
  assert.deepEqual(await readFile(join(service.folder, id)), wave(3000));
});

test('the span of the step is measured, and continues the trace of the caller', rabbitmqOptions, async () => {
  const encounter = randomUUID();
  const traceparent = '00-0000000000000000000000000000abcd-00000000000000ef-01';
  await upload(service.url, { encounter, headers: { traceparent } });
  const spans = await agent.of(encounter, 'ingestion.accept', 'fastify.request');
  const step = spans['ingestion.accept'];
  assert.equal(step.metrics['_dd.measured'], 1);
  assert.equal(step.meta['outcome'], 'success');
  assert.equal(step.meta['store'], 'folder');
  assert.equal(step.metrics['size_bytes'], wave().length);
  assert.equal(step.trace_id, String(0xabcd));
  assert.equal(spans['fastify.request'].parent_id, String(0xef));
});

test(
  'the span of the request, which the monitors of an HTTP service query, is the entry',
  rabbitmqOptions,
  async () => {
    const encounter = randomUUID();
    await upload(service.url, { encounter });
    const request = (await agent.of(encounter, 'fastify.request'))['fastify.request'];
    assert.equal(request.meta['span.kind'], 'server');
    assert.equal(request.resource, 'POST /encounters/:encounter/recordings');
    assert.equal(request.service, 'example-node-http');
    assert.equal(request.metrics['_dd.top_level'], 1);
    assert.equal(request.error, 0);
  },
);

test('every span of a trace has the encounter', rabbitmqOptions, async () => {
  const encounter = randomUUID();
  await upload(service.url, { encounter });
  const { trace_id } = (await agent.of(encounter, 'ingestion.accept'))['ingestion.accept'];
  for (const span of await agent.spans()) {
    if (span.trace_id === trace_id) assert.equal(span.meta['encounter_id'], encounter, span.name);
  }
});

test('an upload that was checked and rejected says so in its span, and is no error', rabbitmqOptions, async () => {
  const encounter = randomUUID();
  await upload(service.url, { encounter, body: Buffer.from('GIF89a') });
  const step = (await agent.of(encounter, 'ingestion.accept'))['ingestion.accept'];
  assert.equal(step.meta['outcome'], 'rejected');
  assert.equal(step.error, 0);
});

test('a log line is JSON, with the tags, the encounter and the ids of its trace', rabbitmqOptions, async () => {
  const encounter = randomUUID();
  await upload(service.url, { encounter });
  const step = (await agent.of(encounter, 'ingestion.accept'))['ingestion.accept'];
  const line = service.logs().find((entry) => entry['encounter_id'] === encounter);
  assert.equal(line?.['message'], 'upload accepted');
  assert.equal(line?.['status'], 'info');
  assert.equal(line?.['service'], 'example-node-http');
  assert.equal(line?.['env'], 'dev');
  assert.equal(line?.['version'], '1.2.3');
  assert.equal(line?.['size_bytes'], wave().length);
  assert.match(String(line?.['timestamp']), /^\d{4}-\d\d-\d\dT.*Z$/);
  assert.equal(line?.['dd.span_id'], step.span_id);
  assert.match(String(line?.['dd.trace_id']), /^[0-9a-f]{32}$/);
});

test('probes are answered and not traced', rabbitmqOptions, async () => {
  assert.equal((await fetch(`${service.url}/livez`)).status, 200);
  assert.equal((await fetch(`${service.url}/readyz`)).status, 200);
  const encounter = randomUUID();
  await upload(service.url, { encounter });
  await agent.of(encounter, 'fastify.request');
  const requests = (await agent.spans()).filter((span) => span.name === 'fastify.request');
  assert.deepEqual(new Set(requests.map((span) => span.resource)), new Set(['POST /encounters/:encounter/recordings']));
});

test(
  'without its store it is alive but not ready, and a failed upload is an error by its class',
  rabbitmqOptions,
  async (t) => {
    const other = await startService(t, surroundings);
    await rm(other.folder, { recursive: true });
    assert.equal((await fetch(`${other.url}/livez`)).status, 200);
    const failed = () => surroundings.sink.sum('object_store.uploads.failed');
    assert.equal(failed(), 0);
    const ready = await fetch(`${other.url}/readyz`);
    assert.equal(ready.status, 503);
    assert.deepEqual(await ready.json(), { failed: ['store'] });

    const encounter = randomUUID();
    assert.equal((await upload(other.url, { encounter })).status, 500);
    const spans = await agent.of(encounter, 'ingestion.accept', 'fastify.request');
    assert.equal(spans['ingestion.accept'].meta['outcome'], 'failure');
    await eventually('the failure of the store', async () => (failed() === 1 ? true : undefined));
    assert.equal(spans['fastify.request'].error, 1);
    const line = other.logs().find((entry) => entry['status'] === 'error');
    assert.equal(line?.['message'], 'request failed');
    assert.equal(line?.['route'], 'upload');
    assert.equal(line?.['error_class'], 'Error');
    // The message of the error holds the path.
    assert.ok(!other.output().includes(other.folder));
  },
);
