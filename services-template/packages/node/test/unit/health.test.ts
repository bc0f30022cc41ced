import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { createHealth } from '../../src/health.ts';

test('without checks it is live and ready', async () => {
  const health = createHealth();
  assert.ok(health.live());
  assert.deepEqual(await health.ready(), { ready: true, failed: [] });
});

test('checks that fail, throw, or take too long are named', async () => {
  const health = createHealth();
  health.addReadiness('good', () => true);
  health.addReadiness('false', async () => false);
  health.addReadiness('throws', () => {
    throw new Error('x');
  });
  health.addReadiness('rejects', () => Promise.reject(new Error('x')));
  health.addReadiness('slow', () => sleep(5000, true, { ref: false }), 20);
  health.addReadiness('nothing', () => undefined as never);
  const start = performance.now();
  assert.deepEqual(await health.ready(), { ready: false, failed: ['false', 'throws', 'rejects', 'slow', 'nothing'] });
  assert.ok(performance.now() - start < 1000);
  assert.ok(health.live());
});

test('a check can be replaced', async () => {
  const health = createHealth();
  health.addReadiness('queue', () => false);
  health.addReadiness('queue', () => true);
  assert.ok((await health.ready()).ready);
});

test('a shutdown ends readiness, also for a question that is being answered', async () => {
  const health = createHealth();
  health.addReadiness('slow', () => sleep(20, true));
  const asked = health.ready();
  health.stopReadiness();
  assert.equal((await asked).ready, false);
  assert.deepEqual(await health.ready(), { ready: false, failed: ['shutdown'] });
});
