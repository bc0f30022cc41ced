// Telemetry arrives when it arrives: tests wait for what they expect, and fail if it does not come.
import { setTimeout as sleep } from 'node:timers/promises';

/** The first answer of `ask` that is not undefined; an error after `timeoutMs`. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>, timeoutMs = 10_000): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`${what} did not come within ${timeoutMs} ms`);
    await sleep(25);
  }
}

/** Where a test says what is to be done after it, whether it passes or fails: its context, or the whole file. */
export interface Cleanup {
  after(fn: () => unknown): void;
}
