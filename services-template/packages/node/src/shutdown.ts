// Ends a service without losing work or telemetry: not ready, finish what runs, send what is buffered.
import type { Health } from './health.ts';
import type { Logger } from './logger.ts';

/** Waits for work that runs: closes a server, cancels a consumer and waits for its job. */
export type Drain = () => unknown;

/** Shuts the service down, once: later calls get the same promise. It resolves to whether all drains ended in time. */
export interface Shutdown {
  (): Promise<boolean>;
  /** Adds a drain. All run at once, bounded together by the deadline. */
  addDrain(name: string, drain: Drain): void;
  /** Shuts down on SIGTERM, then exits: 0 if all drains ended in time, 1 if not. */
  onSigterm(): void;
}

/** What a shutdown needs. */
export interface ShutdownParts {
  readonly health: Health;
  readonly logger: Logger;
  /** How long drains may take, in milliseconds. */
  readonly deadlineMs: number;
  /** Sends the buffered metrics and spans. */
  readonly flush: () => Promise<void>;
}

// The agent answers within milliseconds or not at all; a pod must not be killed while it waits for it.
const FLUSH_DEADLINE_MS = 2000;

async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** A shutdown that has not begun. */
export function createShutdown({ health, logger, deadlineMs, flush }: ShutdownParts): Shutdown {
  const drains = new Map<string, Drain>();
  let running: Promise<boolean> | undefined;

  const drained = async (drain: Drain): Promise<boolean> => {
    try {
      await drain();
      return true;
    } catch (error) {
      logger.error('a drain failed', { error });
      return false;
    }
  };
  const run = async (): Promise<boolean> => {
    health.stopReadiness();
    logger.info('shutting down');
    const results = await within(Promise.all([...drains.values()].map(drained)), deadlineMs);
    if (results === undefined) logger.warn('the deadline passed before all drains ended');
    const complete = results?.every(Boolean) ?? false;
    logger.info('shut down', { outcome: complete ? 'success' : 'failure' });
    await within(flush(), FLUSH_DEADLINE_MS);
    return complete;
  };
  const shutdown = (): Promise<boolean> => (running ??= run());
  return Object.assign(shutdown, {
    addDrain: (name: string, drain: Drain) => void drains.set(name, drain),
    onSigterm: () =>
      void process.once('SIGTERM', () => {
        logger.info('SIGTERM received');
        void shutdown().then((complete) => process.exit(complete ? 0 : 1));
      }),
  });
}
