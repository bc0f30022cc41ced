// Node.js writes an error that nobody caught to standard error, with its message; from there it goes to Datadog.
import type { Logger } from './logger.ts';

const FLUSH_DEADLINE_MS = 2000;

/**
 * Logs an uncaught error by its class and code locations instead, sends what is buffered, and exits with 1 as Node.js would.
 * Rejections that nobody handles arrive here too. A service that has a handler of its own decides itself.
 */
export function logCrashes(logger: Logger, flush: () => Promise<void>): void {
  process.on('uncaughtException', (error: unknown) => {
    if (process.listenerCount('uncaughtException') > 1) return;
    logger.error('the process crashed', { error });
    const exit = () => process.exit(1);
    setTimeout(exit, FLUSH_DEADLINE_MS);
    flush().then(exit, exit);
  });
}
