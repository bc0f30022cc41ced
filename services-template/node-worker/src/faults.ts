// Failures that a game day switches on (FAULTS), to see that monitors find them. Off by default, refused in production.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@scribemed/monitoring';

/** The failures that this service can play. */
export const FAULTS = ['slow', 'queue_stall', 'dlq_growth', 'log_silence'] as const;
/** One of them. */
export type Fault = (typeof FAULTS)[number];

/** A job that `dlq_growth` made fail for good. */
export class PlayedFault extends Error {
  override readonly name = 'PlayedFault';
}

/** `slow` delays every job by `slowMs`, `dlq_growth` makes every one a dead letter. */
export async function playFaults(faults: ReadonlySet<Fault>, slowMs: number): Promise<void> {
  if (faults.has('slow')) await sleep(slowMs);
  if (faults.has('dlq_growth')) throw new PlayedFault();
}

/** `queue_stall`: jobs are received and none is begun, while the process is alive and ready. */
export const isStalled = (faults: ReadonlySet<Fault>): boolean => faults.has('queue_stall');

/** `log_silence`: nothing is written. Lines of the monitoring package itself still are. */
export function silenceable(logger: Logger, faults: ReadonlySet<Fault>): Logger {
  if (!faults.has('log_silence')) return logger;
  const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, with: () => silent };
  return silent;
}
