// What the rest of the service knows of a queue or a topic.
import type { Source } from './work.ts';

/** What waits for this worker. */
export interface Measurement {
  /** Messages that wait, by this worker's share. */
  readonly waiting: number;
  /** The age of the oldest of them in seconds, as far as this worker knows. */
  readonly oldestS: number;
  /** Messages in the dead-letter queue, where there is one. */
  readonly dead?: number;
}

/** Takes jobs until it is stopped. */
export interface Consumer {
  readonly source: Source;
  /** Whether it takes jobs. */
  isReady(): boolean;
  /** What waits; undefined while it is not connected. */
  measure(): Promise<Measurement | undefined>;
  /** Takes no more jobs, and resolves when those that run have ended. */
  stop(): Promise<void>;
}
