// Reports what waits, at intervals. Nothing is reported while the broker does not answer: the monitor on the age of jobs
// notifies of no data, which is what a worker without a broker must cause.
import type { Logger, Metrics } from '@scribemed/monitoring';
import type { Consumer } from './consumer.ts';

/** Reports until the result is called. */
export function watch(
  consumers: readonly Consumer[],
  metrics: Metrics,
  logger: Logger,
  intervalMs: number,
): () => void {
  const report = async ({ source, measure }: Consumer): Promise<void> => {
    try {
      const measured = await measure();
      if (!measured) return;
      metrics.gauge('jobs.age', measured.oldestS, source);
      metrics.gauge('queue.lag', measured.waiting, source);
      if (measured.dead !== undefined && 'queue' in source) metrics.gauge('dlq.size', measured.dead, source);
    } catch (error) {
      logger.warn('what waits could not be measured', { ...source, error });
    }
  };
  const timer = setInterval(() => consumers.forEach((consumer) => void report(consumer)), intervalMs);
  return () => clearInterval(timer);
}
