import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWaiting } from '../src/waiting.ts';

test('the age is that of the oldest that waits, in seconds', () => {
  const waiting = createWaiting();
  assert.equal(waiting.oldestS(50_000), 0);
  const takeOld = waiting.add(10_000);
  waiting.add(30_000);
  assert.equal(waiting.oldestS(50_000), 40);
  assert.equal(waiting.count(), 2);
  takeOld();
  takeOld();
  assert.equal(waiting.oldestS(50_000), 20);
  assert.equal(waiting.count(), 1);
});

test('a clock that runs ahead does not make an age negative', () => {
  const waiting = createWaiting();
  waiting.add(60_000);
  assert.equal(waiting.oldestS(50_000), 0);
});
