// The critical step, the same for jobs of a queue and of a topic: what a message becomes, and everything that is counted.
import type { Baggage, Logger, Metrics, Spans } from '@scribemed/monitoring';
import { EhrRejected, type Ehr } from './ehr.ts';
import { PlayedFault } from './faults.ts';
import { InvalidJob, parseJob, type Job } from './job.ts';
import { LedgerUnavailable, type Ledger } from './ledger.ts';

/** Where a message is from; the tags of its metrics. */
export type Source = { readonly queue: string } | { readonly topic: string };

/**
 * What is to be done with the message: nothing more, try it again later, the same without counting it as a try, or keep it for a
 * person to look at.
 */
export type Verdict = 'done' | 'retry' | 'postpone' | 'dead';

/** Does with the message what the verdict says. Called once, in the encounter of the job, so that its spans have it too. */
export type Settle = (verdict: Verdict) => Promise<void>;

/** Works on a message; `retries` is how often that was tried before. Rejects only if `settle` does. */
export type Work = (content: Buffer, source: Source, retries: number, settle: Settle) => Promise<void>;

/** What the work needs. */
export interface WorkParts {
  readonly baggage: Baggage;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly spans: Spans;
  readonly ehr: Ehr;
  readonly ledger: Ledger;
  readonly maxRetries: number;
  /** Called before a delivery; fails or delays it on a game day. */
  readonly playFault: () => Promise<void>;
}

const isFinal = (error: unknown): boolean => error instanceof EhrRejected || error instanceof PlayedFault;

/** The work on `workflow.delivery`. */
export function createWork(parts: WorkParts): Work {
  const { baggage, logger, metrics, spans, ehr, ledger, maxRetries, playFault } = parts;

  const deliver = (job: Job, retries: number): Promise<void> => {
    const { jobId: job_id, physicianId: physician_id, step } = job;
    return metrics.measure('workflow.deliveries', { step }, () =>
      spans.run('workflow.delivery', { job_id, physician_id, step, retries }, async () => {
        await playFault();
        await ehr.file(job);
      }),
    );
  };

  const attempt = async (job: Job, source: Source, retries: number, start: number): Promise<Verdict> => {
    const fields = { ...source, job_id: job.jobId, step: job.step, retries };
    const duration_ms = () => Math.round(performance.now() - start);
    try {
      const isFirst = await ledger.once(job, () => deliver(job, retries));
      if (isFirst) logger.info('job done', { ...fields, duration_ms: duration_ms() });
      else logger.warn('job was done before', { ...fields, duration_ms: duration_ms() });
      return 'done';
    } catch (error) {
      if (error instanceof LedgerUnavailable) {
        logger.error('job postponed', { ...fields, error, duration_ms: duration_ms() });
        return 'postpone';
      }
      if (!isFinal(error) && retries < maxRetries) {
        logger.warn('job failed, to be tried again', { ...fields, error, duration_ms: duration_ms() });
        return 'retry';
      }
      logger.error('job failed for good', { ...fields, error, duration_ms: duration_ms() });
      return 'dead';
    }
  };

  const count = (verdict: Verdict, source: Source, start: number): void => {
    // A job that comes back is not finished.
    if (verdict === 'retry' || verdict === 'postpone') return;
    metrics.count('jobs.total', 1, source);
    if (verdict === 'dead') metrics.count('jobs.failed', 1, source);
    metrics.distribution('jobs.duration', (performance.now() - start) / 1000, source);
  };

  return async (content, source, retries, settle) => {
    const start = performance.now();
    const job = parseJob(content);
    if (job instanceof InvalidJob) {
      logger.error('message is not a job', { ...source, error: job, size_bytes: content.length });
      count('dead', source, start);
      return settle('dead');
    }
    return baggage.withEncounter(job.encounterId, async () => {
      const verdict = await attempt(job, source, retries, start);
      count(verdict, source, start);
      await settle(verdict);
    });
  };
}
