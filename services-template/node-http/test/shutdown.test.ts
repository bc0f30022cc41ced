// SIGTERM while uploads arrive: what a client was promised is stored and queued, and its telemetry arrives.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { rabbitmqOptions } from './support/rabbitmq.ts';
import { startAll } from './support/surroundings.ts';
import { upload, wave } from './support/upload.ts';

const CLIENTS = 8;

/** An upload whose second half is sent later. */
async function uploadSlowly(url: string, pauseMs: number): Promise<string> {
  const body = wave(2000);
  const target = `${url}/encounters/2c1a9a52-6d5f-4f4f-9a53-0d2a0f4f3c11/recordings`;
  const headers = { 'content-type': 'audio/wav', 'content-length': body.length };
  const sent = request(target, { method: 'POST', headers });
  sent.write(body.subarray(0, 1000));
  await sleep(pauseMs);
  sent.end(body.subarray(1000));
  const [response] = await once(sent, 'response');
  assert.equal(response.statusCode, 201);
  return ((await json(response)) as { id: string }).id;
}

test('no upload is cut, lost or uncounted', rabbitmqOptions, async (t) => {
  const { agent, sink, rabbitmq, queue, service } = await startAll(t);
  const ids: string[] = [];
  // What Kubernetes does: a pod that is not ready gets no new requests, a moment later.
  let isRouted = true;
  const client = async () => {
    while (isRouted) {
      const response = await upload(service.url);
      assert.equal(response.status, 201);
      ids.push(((await response.json()) as { id: string }).id);
    }
  };
  const clients = Array.from({ length: CLIENTS }, client);
  await sleep(300);
  const slow = uploadSlowly(service.url, 700);
  await sleep(50);
  const before = ids.length;
  service.terminate();
  let probe = await fetch(`${service.url}/readyz`);
  for (; probe.status === 200; probe = await fetch(`${service.url}/readyz`)) await sleep(10);
  assert.equal(probe.headers.get('connection'), 'close', 'no client keeps a connection that ends');
  await sleep(50);
  isRouted = false;
  await Promise.all(clients);
  ids.push(await slow);

  assert.equal(await service.exit, 0);
  assert.ok(ids.length > before, 'uploads were accepted after SIGTERM');
  assert.deepEqual((await readdir(service.folder)).sort(), ids.toSorted());
  assert.deepEqual((await rabbitmq.contents(queue)).sort(), ids.toSorted());
  assert.equal(sink.sum('uploads.total'), ids.length);
  assert.equal((await agent.spans()).filter((span) => span.name === 'ingestion.accept').length, ids.length);
  const messages = service.logs().map((line) => line['message']);
  assert.equal(messages.filter((message) => message === 'upload accepted').length, ids.length);
  assert.equal(messages.at(-1), 'shut down');
});
