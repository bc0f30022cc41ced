// For a machine without PostgreSQL. Another worker, and this one after its restart, know nothing of what it remembers.
import type { Ledger } from './ledger.ts';

// 36 characters each: a few megabytes.
const MOST = 50_000;

/** Remembers the last jobs of this process. */
export function createMemoryLedger(): Ledger {
  const done = new Set<string>();
  const running = new Map<string, Promise<void>>();
  return {
    async once({ jobId }, deliver) {
      const id = jobId.toLowerCase();
      // Whether that one failed decides `done`.
      for (let other = running.get(id); other; other = running.get(id)) await other.catch(() => {});
      if (done.has(id)) return false;
      const delivery = deliver();
      running.set(id, delivery);
      try {
        await delivery;
      } finally {
        running.delete(id);
      }
      done.add(id);
      for (const oldest of done) {
        if (done.size <= MOST) break;
        done.delete(oldest);
      }
      return true;
    },
    isReady: async () => true,
    stop: async () => {},
  };
}
