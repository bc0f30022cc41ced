// Failures that a game day switches on (FAULTS), to see that monitors find them. Off by default, refused in production.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@scribemed/monitoring';

/** The failures that this service can play. */
export const FAULTS = ['slow', 'http_5xx', 'log_silence'] as const;
/** One of them. */
export type Fault = (typeof FAULTS)[number];

/** An upload that `http_5xx` made fail. */
export class PlayedFault extends Error {
  override readonly name = 'PlayedFault';
}

// Above the latency objective of the declaration, which is 2 s.
const SLOW_MS = 3000;

/** `slow` delays every upload; `http_5xx` makes every second one fail. */
export function playFaults(faults: ReadonlySet<Fault>): () => Promise<void> {
  let uploads = 0;
  return async () => {
    uploads += 1;
    if (faults.has('slow')) await sleep(SLOW_MS);
    if (faults.has('http_5xx') && uploads % 2 === 0) throw new PlayedFault();
  };
}

/** `log_silence`: nothing is written. Lines of the monitoring package itself still are. */
export function silenceable(logger: Logger, faults: ReadonlySet<Fault>): Logger {
  if (!faults.has('log_silence')) return logger;
  const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, with: () => silent };
  return silent;
}
