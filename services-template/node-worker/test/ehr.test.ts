// What a delivery leaves behind. What the worker makes of the EHR's answers is tested with the queue.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEhr, EhrRejected, EhrUnavailable } from '../src/ehr.ts';
import { InvalidJob, parseJob } from '../src/job.ts';
import { startEhr } from './support/ehr.ts';
import { job as message } from './support/job.ts';

const TIMEOUT_MS = 20;

const parsed = parseJob(Buffer.from(JSON.stringify(message())));
if (parsed instanceof InvalidJob) throw parsed;
const job = parsed;

const cases: [string, number, (new () => Error) | undefined][] = [
  ['is confirmed', 201, undefined],
  ['is rejected', 422, EhrRejected],
  ['cannot be answered now', 503, EhrUnavailable],
];
for (const [what, status, failure] of cases) {
  test(`a delivery that ${what} leaves no timer`, async (t) => {
    const signals: AbortSignal[] = [];
    t.mock.method(globalThis, 'fetch', async (_url: URL, { signal }: { signal: AbortSignal }) => {
      signals.push(signal);
      return new Response('{}', { status });
    });
    const filed = createEhr('http://ehr.invalid', TIMEOUT_MS).file(job);
    await (failure ? assert.rejects(filed, failure) : filed);
    // Timers of the same length fire in the order in which they were set.
    await sleep(TIMEOUT_MS);
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [false],
    );
  });
}

test('an EHR that does not answer in time is a TimeoutError', async (t) => {
  const ehr = await startEhr(t);
  ehr.behaviour.delayMs = 500;
  await assert.rejects(createEhr(ehr.url, TIMEOUT_MS).file(job), { name: 'TimeoutError' });
});
