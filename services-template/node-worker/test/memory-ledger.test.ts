import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Job } from '../src/job.ts';
import { createMemoryLedger } from '../src/memory-ledger.ts';

const job = (jobId: string): Job => ({
  jobId,
  encounterId: randomUUID(),
  physicianId: undefined,
  step: 'note',
  document: {},
});

test('a job that is under way is waited for, and delivered by the next if it fails', async () => {
  const ledger = createMemoryLedger();
  const [one, order]: [Job, string[]] = [job(randomUUID()), []];
  let fail: (error: Error) => void = () => {};
  const failing = ledger.once(one, () => new Promise((_, reject) => void (fail = reject)));
  const next = ['a', 'b'].map((name) => ledger.once(one, async () => void order.push(name)));
  fail(new Error('no'));
  await assert.rejects(failing, /no/);
  assert.deepEqual(await Promise.all(next), [true, false]);
  assert.deepEqual(order, ['a']);
});

test('it forgets the oldest, and does not grow for ever', async () => {
  const ledger = createMemoryLedger();
  const deliver = async () => {};
  for (let number = 0; number <= 50_000; number += 1) await ledger.once(job(String(number)), deliver);
  assert.equal(await ledger.once(job('50000'), deliver), false);
  assert.equal(await ledger.once(job('1'), deliver), false);
  assert.equal(await ledger.once(job('0'), deliver), true);
});
