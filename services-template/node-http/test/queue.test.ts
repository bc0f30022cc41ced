// The job of an upload: what is answered 201 is in the queue, whatever the broker does.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { eventually } from './support/eventually.ts';
import { startProxy } from './support/proxy.ts';
import { rabbitmqOptions } from './support/rabbitmq.ts';
import { spawnService, startService } from './support/service.ts';
import { startSurroundings } from './support/surroundings.ts';
import { upload, wave } from './support/upload.ts';

const surroundings = await startSurroundings({ after });
const { agent, rabbitmq, queue } = surroundings;

const idOf = async (response: Response): Promise<string> => ((await response.json()) as { id: string }).id;
const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;
const until = (url: string, status: number) =>
  eventually(`${status} of ${url}`, async () => ((await statusOf(url)) === status ? true : undefined), 30_000);

test('a job is on disk before the upload is answered, and continues its trace', rabbitmqOptions, async (t) => {
  const service = await startService(t, surroundings);
  const [encounter, start] = [randomUUID(), Date.now()];
  const traceparent = '00-0000000000000000000000000000abcd-00000000000000ef-01';
  const response = await upload(service.url, { encounter, headers: { traceparent } });
  assert.equal(response.status, 201);
  const id = await idOf(response);
  // Not awaited further: it must be there by now.
  assert.equal(await rabbitmq.count(queue), 1);
  const { content, properties } = await rabbitmq.take(queue);
  const { recorded_at, ...job } = JSON.parse(content.toString()) as Record<string, string>;
  assert.deepEqual(job, { job_id: id, encounter_id: encounter, content: id });
  const recordedAt = Date.parse(recorded_at ?? '');
  assert.ok(recordedAt >= start && recordedAt <= Date.now());
  assert.equal(properties.timestamp, Math.floor(recordedAt / 1000));
  assert.equal(properties.deliveryMode, 2, 'it survives a restart of the broker');

  const { 'ingestion.accept': step } = await agent.of(encounter, 'ingestion.accept');
  const sent = (await agent.spans()).find(({ resource }) => resource === `basic.publish ${queue}`);
  assert.equal(sent?.trace_id, String(0xabcd));
  assert.equal(sent?.parent_id, step.span_id);
  assert.equal(sent?.meta['encounter_id'], encounter);
  const parent = BigInt(sent?.span_id ?? 0)
    .toString(16)
    .padStart(16, '0');
  assert.equal(properties.headers?.['traceparent'], `00-0000000000000000000000000000abcd-${parent}-01`);
});

test('an upload that is sent again is the same recording and the same job', rabbitmqOptions, async (t) => {
  const service = await startService(t, surroundings);
  const encounter = randomUUID();
  const first = await idOf(await upload(service.url, { encounter }));
  const again = await idOf(await upload(service.url, { encounter: encounter.toUpperCase() }));
  const other = await idOf(await upload(service.url, { encounter, body: wave(999) }));
  const ofAnother = await idOf(await upload(service.url));
  assert.equal(again, first);
  assert.equal(new Set([first, other, ofAnother]).size, 3);
  assert.deepEqual(await rabbitmq.contents(queue), [first, first, other, ofAnother]);
  assert.equal((await readdir(service.folder)).length, 3);
});

test('a job that no queue takes is an error, not silence', rabbitmqOptions, async (t) => {
  const service = await startService(t, { ...surroundings, queue: 'nobody-created-me' });
  const encounter = randomUUID();
  const response = await upload(service.url, { encounter });
  assert.equal(response.status, 503);
  assert.equal(response.headers.get('retry-after'), '5');
  const { 'ingestion.accept': step } = await agent.of(encounter, 'ingestion.accept');
  assert.equal(step.meta['outcome'], 'failure');
  assert.equal(step.meta['error_class'], 'QueueMissing');
  const line = service.logs().find((entry) => entry['status'] === 'error');
  assert.equal(line?.['message'], 'request failed');
  assert.equal(line?.['error_class'], 'QueueMissing');
});

test('a broker that does not confirm in time: the client is asked to send it again', rabbitmqOptions, async (t) => {
  const proxy = await startProxy(t, rabbitmq.url);
  const service = await startService(t, { ...surroundings, rabbitmq: proxy }, { QUEUE_TIMEOUT_MS: '300' });
  proxy.hang();
  const encounter = randomUUID();
  assert.equal((await upload(service.url, { encounter })).status, 503);
  const { 'ingestion.accept': step } = await agent.of(encounter, 'ingestion.accept');
  assert.equal(step.meta['error_class'], 'QueueUnavailable');
  assert.equal((await readdir(service.folder)).length, 1, 'the recording stays');
});

test(
  'without a broker it is alive and not ready, keeps what it is sent, and connects again',
  rabbitmqOptions,
  async (t) => {
    const service = await startService(t, surroundings);
    await rabbitmq.stop();
    await until(`${service.url}/readyz`, 503);
    const ready = await fetch(`${service.url}/readyz`);
    assert.deepEqual(await ready.json(), { failed: ['queue'] });
    assert.equal(await statusOf(`${service.url}/livez`), 200);
    // One that starts now waits for the broker like the other.
    const late = await spawnService(t, surroundings);
    await eventually('the late service', () => statusOf(`${late.url}/livez`).catch(() => undefined));
    assert.equal(await statusOf(`${late.url}/readyz`), 503);

    const encounter = randomUUID();
    const refused = await upload(service.url, { encounter });
    assert.equal(refused.status, 503);
    assert.equal(refused.headers.get('retry-after'), '5');
    const kept = await readdir(service.folder);
    assert.deepEqual(await readFile(join(service.folder, kept[0] ?? '')), wave());

    await rabbitmq.start();
    for (const { url } of [service, late]) await until(`${url}/readyz`, 200);
    const accepted = await upload(service.url, { encounter });
    assert.equal(accepted.status, 201);
    assert.deepEqual([await idOf(accepted)], kept);
    assert.deepEqual(await readdir(service.folder), kept);
    assert.deepEqual(await rabbitmq.contents(queue), kept);
  },
);

test('a broker that restarts under load loses no upload that was accepted', rabbitmqOptions, async (t) => {
  const service = await startService(t, surroundings);
  const [accepted, statuses] = [new Set<string>(), new Set<number>()];
  let isOn = true;
  const client = async () => {
    while (isOn) {
      const response = await upload(service.url);
      statuses.add(response.status);
      if (response.status === 201) accepted.add(await idOf(response));
    }
  };
  const clients = Array.from({ length: 8 }, client);
  const more = async (count: number) => {
    const enough = accepted.size + count;
    await eventually('uploads', async () => (accepted.size >= enough ? true : undefined));
  };
  await more(20);
  await rabbitmq.stop();
  await until(`${service.url}/readyz`, 503);
  await rabbitmq.start();
  await until(`${service.url}/readyz`, 200);
  await more(20);
  isOn = false;
  await Promise.all(clients);
  assert.deepEqual([...statuses].sort(), [201, 503]);
  const queued = new Set(await rabbitmq.contents(queue));
  assert.deepEqual(
    [...accepted].filter((id) => !queued.has(id)),
    [],
    'lost',
  );
});
