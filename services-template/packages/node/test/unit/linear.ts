// Distinguishes linear from quadratic time. No measurement: on texts of a million characters minutes lie between them, so a busy machine passes too.
import assert from 'node:assert/strict';

const MAX_MS = 5000;

/** Fails if `fn` takes as long as only a quadratic algorithm does. */
export function assertLinear<T>(what: string, fn: () => T): T {
  const start = performance.now();
  const result = fn();
  assert.ok(performance.now() - start < MAX_MS, `${what} took ${performance.now() - start} ms`);
  return result;
}
