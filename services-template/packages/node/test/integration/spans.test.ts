import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { startMonitored } from './monitored.ts';

let monitored: Awaited<ReturnType<typeof startMonitored>>;
before(async () => void (monitored = await startMonitored()));
after(() => monitored.stop());

test('the result and the error of the work come through', async () => {
  const { spans } = monitored.monitoring;
  assert.equal(await spans.run('ingestion.accept', {}, () => 7), 7);
  const error = new RangeError('patient Jane');
  await assert.rejects(
    spans.run('ingestion.accept', {}, () => {
      throw error;
    }),
    (thrown) => thrown === error,
  );
});

test('an error makes the outcome, by its class', async () => {
  const { spans } = monitored.monitoring;
  const fail = (error: unknown) =>
    spans.run('workflow.delivery', { step: 'file' }, () => Promise.reject(error)).catch(() => {});
  await fail(new RangeError('patient Jane'));
  await fail(AbortSignal.timeout(0).reason ?? new DOMException('x', 'TimeoutError'));
  await fail(Object.assign(new Error('x'), { code: 'ETIMEDOUT' }));
  await fail('Jane Doe');
  await fail(null);
  await spans.run('workflow.delivery', {}, (span) => span.set('outcome', 'rejected'));
  const received = await monitored.spans('workflow.delivery');
  const seen = received.map(({ error, meta }) => [error, meta['outcome'], meta['error_class'], meta['error.message']]);
  assert.deepEqual(seen, [
    [1, 'failure', 'RangeError', undefined],
    [1, 'timeout', 'TimeoutError', undefined],
    [1, 'timeout', 'Error', undefined],
    [1, 'failure', 'string', undefined],
    [1, 'failure', 'object', undefined],
    [0, 'rejected', undefined, undefined],
  ]);
  assert.doesNotMatch(JSON.stringify(received), /Jane/);
});

test('what the policy does not allow on a span is dropped, also from JavaScript', async () => {
  const { spans } = monitored.monitoring;
  const untyped = spans as unknown as {
    run(name: unknown, attributes: object, fn: (span: never) => unknown): Promise<unknown>;
  };
  await untyped.run(
    'coding.inference',
    { model: 'm-1', passages: 5, patient: 'x', job_id: 'MRN-1' },
    (span: { set(key: string, value: unknown): void }) => {
      span.set('store', 'redis');
      span.set('prompt_tokens', 12);
    },
  );
  const [span] = await monitored.spans('coding.inference');
  assert.equal(span?.meta['model'], 'm-1');
  assert.equal(span?.metrics['prompt_tokens'], 12);
  for (const key of ['passages', 'patient', 'job_id', 'store'])
    assert.ok(!(key in { ...span?.meta, ...span?.metrics }), key);
  assert.equal(await untyped.run('unknown.span', {}, () => 'worked'), 'worked');
  assert.deepEqual(await monitored.spans('unknown.span'), []);
  await monitored.sink.line('scribemed.telemetry.dropped_keys');
});

test('spans of jobs that run at once carry their own encounter, and none after it', async () => {
  const { baggage, spans } = monitored.monitoring;
  const id = (n: number) => `3f2504e0-4f89-41d3-9a0c-0305e82c330${n}`;
  const job = (n: number) =>
    baggage.withEncounter(id(n), async () => {
      for (let i = 0; i < 3; i += 1) {
        await sleep(n % 3);
        assert.equal(baggage.encounterId(), id(n));
        await spans.run('transcription.transcribe', { model: `m-${n}` }, () => sleep(1));
      }
    });
  await Promise.all([0, 1, 2, 3, 4, 5].map(job));
  assert.equal(baggage.encounterId(), undefined);
  await spans.run('transcription.transcribe', { model: 'm-none' }, () => {});
  const received = await monitored.spans('transcription.transcribe');
  assert.equal(received.length, 19);
  for (const { meta } of received) {
    const n = (meta['model'] ?? '').slice(2);
    assert.equal(meta['encounter_id'], n === 'none' ? undefined : id(Number(n)));
  }
});

test('an encounter that is no UUID is dropped, the work is done', () => {
  const { baggage } = monitored.monitoring;
  assert.equal(
    baggage.withEncounter('MRN-8841203', () => baggage.encounterId() ?? 'none'),
    'none',
  );
});

test('a span that began before the encounter was known gets it', async () => {
  const { baggage, spans } = monitored.monitoring;
  const { tracer } = monitored;
  await tracer.trace('request', async () => {
    await sleep(1);
    await baggage.withEncounter('3f2504e0-4f89-41d3-9a0c-0305e82c3309', () =>
      spans.run('note.generation', {}, () => {}),
    );
  });
  const [span] = await monitored.spans('request');
  assert.equal(span?.meta['encounter_id'], '3f2504e0-4f89-41d3-9a0c-0305e82c3309');
});
