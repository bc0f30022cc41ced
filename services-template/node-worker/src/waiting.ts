// Jobs that this worker has received and not begun. It always receives one more than it works on, so that it knows how long
// the next one has waited: also when it hangs, which is when somebody must learn of it.

/** A set of waiting jobs. */
export interface Waiting {
  /** Adds a job by the time when it was queued, in milliseconds since 1970; the result takes it out again. */
  add(queuedAt: number): () => void;
  /** How many wait. */
  count(): number;
  /** The age of the oldest in seconds; 0 if none waits. */
  oldestS(now?: number): number;
}

/** Nobody waits. */
export function createWaiting(): Waiting {
  const jobs = new Set<{ queuedAt: number }>();
  return {
    add(queuedAt) {
      const job = { queuedAt };
      jobs.add(job);
      return () => void jobs.delete(job);
    },
    count: () => jobs.size,
    oldestS(now = Date.now()) {
      let oldest = now;
      for (const { queuedAt } of jobs) oldest = Math.min(oldest, queuedAt);
      // Clocks of different machines differ.
      return Math.max(0, now - oldest) / 1000;
    },
  };
}
