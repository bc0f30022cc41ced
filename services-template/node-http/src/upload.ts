// The critical step: a recording is checked, stored and queued.
import type { Logger, Metrics, Spans } from '@scribemed/monitoring';
import type { Jobs } from './jobs.ts';
import { isReadable, recordingId } from './recording.ts';
import type { Store } from './store.ts';

/** What an upload needs. */
export interface UploadParts {
  readonly spans: Spans;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly store: Store;
  readonly jobs: Jobs;
  /** Called in the middle of the work; fails or delays it on a game day. */
  readonly playFault: () => Promise<void>;
}

/** Accepts a recording and resolves to its id; undefined if it is not readable. */
export type Accept = (encounterId: string, mediaType: string, bytes: Buffer) => Promise<string | undefined>;

/** An upload in the span `ingestion.accept`. */
export function createAccept({ spans, metrics, logger, store, jobs, playFault }: UploadParts): Accept {
  return (encounterId, mediaType, bytes) =>
    spans.run('ingestion.accept', { store: store.name, size_bytes: bytes.length }, async (span) => {
      const start = performance.now();
      const recordedAt = new Date();
      await playFault();
      if (!isReadable(mediaType, bytes)) {
        span.set('outcome', 'rejected');
        logger.warn('upload rejected', { outcome: 'rejected', size_bytes: bytes.length });
        return undefined;
      }
      const id = await recordingId(encounterId, bytes);
      await metrics.measure('object_store.uploads', { store: store.name }, () => store.put(id, bytes));
      // If this fails the recording stays: the job may be queued all the same, and the client sends both again.
      await jobs.add({ jobId: id, encounterId, content: id, recordedAt });
      logger.info('upload accepted', {
        store: store.name,
        size_bytes: bytes.length,
        duration_ms: Math.round(performance.now() - start),
      });
      return id;
    });
}
