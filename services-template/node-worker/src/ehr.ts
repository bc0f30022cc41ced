// The EHR. Replace the request by the interface of yours; what the worker needs to know is how a delivery failed.
import type { Job } from './job.ts';

/** The EHR will not take this document, however often it is sent. */
export class EhrRejected extends Error {
  override readonly name = 'EhrRejected';
}

/** The EHR cannot answer now. */
export class EhrUnavailable extends Error {
  override readonly name = 'EhrUnavailable';
}

/** Files documents. */
export interface Ehr {
  /** Resolves when the EHR has confirmed the document; rejects with one of the errors above, or a TimeoutError. */
  file(job: Job): Promise<void>;
}

// Answers that say: not now. Everything else below 500 is about the document.
const RETRYABLE = new Set([401, 403, 408, 409, 425, 429]);

/** The EHR behind a URL. */
export function createEhr(url: string, timeoutMs: number): Ehr {
  return {
    file: (job) =>
      within(timeoutMs, async (signal) => {
        const response = await fetch(new URL(job.step, url.endsWith('/') ? url : `${url}/`), {
          method: 'POST',
          // A job may be done twice, see the README: by its id the EHR can leave the second one out.
          headers: { 'content-type': 'application/json', 'idempotency-key': job.jobId },
          body: JSON.stringify(job.document),
          signal,
        });
        // The answer may repeat the document.
        await response.body?.cancel();
        if (response.ok) return;
        if (response.status >= 500 || RETRYABLE.has(response.status)) throw new EhrUnavailable();
        throw new EhrRejected();
      }),
  };
}

// The timer of AbortSignal.timeout() cannot be cleared: until a full garbage collection it would keep each delivery's spans.
async function within<Result>(timeoutMs: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('no answer in time', 'TimeoutError')), timeoutMs);
  try {
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
