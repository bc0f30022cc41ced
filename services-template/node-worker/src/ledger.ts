// What was delivered, so that a job that a broker hands out twice is filed once.
import type { Job } from './job.ts';

/** Remembers jobs. */
export interface Ledger {
  /**
   * Delivers a job unless that was done before, and remembers it. False if it was. A job that is under way elsewhere is waited
   * for. Rejects as `deliver` does, and then remembers nothing; with LedgerUnavailable if it cannot know, and then nothing was
   * delivered.
   */
  once(job: Job, deliver: () => Promise<void>): Promise<boolean>;
  /** Whether it can know; what the readiness probe asks. */
  isReady(): Promise<boolean>;
  /** Ends. Nothing may be under way. */
  stop(): Promise<void>;
}

/** Nobody knows whether the job was done. */
export class LedgerUnavailable extends Error {
  override readonly name = 'LedgerUnavailable';
}
