// The critical step: a recording is checked and stored.
import type { Logger, Spans } from '@scribemed/monitoring';
import { isReadable } from './recording.ts';
import type { Store } from './store.ts';

/** What an upload needs. */
export interface UploadParts {
  readonly spans: Spans;
  readonly logger: Logger;
  readonly store: Store;
  /** Called in the middle of the work; fails or delays it on a game day. */
  readonly playFault: () => Promise<void>;
}

/** Accepts a recording and resolves to its id; undefined if it is not readable. */
export type Accept = (mediaType: string, bytes: Buffer) => Promise<string | undefined>;

/** An upload in the span `ingestion.accept`. */
export function createAccept({ spans, logger, store, playFault }: UploadParts): Accept {
  return (mediaType, bytes) =>
    spans.run('ingestion.accept', { store: store.name, size_bytes: bytes.length }, async (span) => {
      const start = performance.now();
      await playFault();
      if (!isReadable(mediaType, bytes)) {
        span.set('outcome', 'rejected');
        logger.warn('upload rejected', { outcome: 'rejected', size_bytes: bytes.length });
        return undefined;
      }
      const id = await store.put(bytes);
      logger.info('upload accepted', {
        store: store.name,
        size_bytes: bytes.length,
        duration_ms: Math.round(performance.now() - start),
      });
      return id;
    });
}
