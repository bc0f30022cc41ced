// The metrics: what is counted, with the type and the tags that the policy declares.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { rabbitmqOptions } from './support/rabbitmq.ts';
import { startAll } from './support/surroundings.ts';
import { upload, wave } from './support/upload.ts';

const SERVICE = 'service:example-node-http';

const rejected: [string, number, Parameters<typeof upload>[1]][] = [
  ['not what its type says', 422, { body: Buffer.from('GIF89a') }],
  ['empty', 422, { body: Buffer.alloc(0) }],
  ['too large', 413, { body: wave(6000) }],
  ['of an unknown type', 415, { type: 'image/gif' }],
  ['of no encounter', 400, { encounter: 'jane-doe' }],
  ['of an encounter in another notation', 400, { encounter: `urn:uuid:${randomUUID()}` }],
];

test('every upload is counted, and every rejected one as rejected too', rabbitmqOptions, async (t) => {
  const { sink, service } = await startAll(t, { MAX_UPLOAD_BYTES: '5000' });
  for (const [what, status, request] of rejected) {
    assert.equal((await upload(service.url, request)).status, status, what);
  }
  for (let accepted = 0; accepted < 3; accepted += 1) assert.equal((await upload(service.url)).status, 201);
  assert.equal((await fetch(`${service.url}/jane-doe`)).status, 404);
  // What is buffered is sent at the end.
  service.terminate();
  assert.equal(await service.exit, 0);

  for (const name of ['uploads.total', 'uploads.rejected']) {
    for (const { type, tags } of await sink.of(name)) {
      assert.equal(type, 'c');
      assert.deepEqual(tags, ['env:dev', SERVICE, 'version:1.2.3']);
    }
  }
  const declared: [string, string][] = [
    ['object_store.uploads.total', 'c'],
    ['object_store.uploads.duration', 'd'],
  ];
  for (const [name, type] of declared) {
    for (const metric of await sink.of(name)) {
      assert.equal(metric.type, type);
      assert.deepEqual(metric.tags, ['env:dev', SERVICE, 'store:folder', 'version:1.2.3']);
    }
  }
  assert.equal(sink.sum('object_store.uploads.total'), 3, 'what is rejected is not sent to the store');
  assert.equal(sink.sum('object_store.uploads.failed'), 0);
  assert.equal(sink.sum('uploads.total'), rejected.length + 3);
  assert.equal(sink.sum('uploads.rejected'), rejected.length);
  // Everything that the service emits is declared.
  assert.equal(sink.sum('telemetry.dropped_keys'), 0);
  assert.equal(sink.sum('phi.scrubber.errors'), 0);
});
