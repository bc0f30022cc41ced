// What an upload may be, and what it is called. The declared type and the first bytes must agree: a recording that is cut or mislabelled would fail
// later, when nobody can record again.
import { createHash, webcrypto } from 'node:crypto';

const isAt = (bytes: Buffer, offset: number, text: string): boolean =>
  bytes.length >= offset + text.length && bytes.toString('latin1', offset, offset + text.length) === text;

const CHECKS = {
  'audio/wav': (bytes: Buffer) => isAt(bytes, 0, 'RIFF') && isAt(bytes, 8, 'WAVE'),
  'audio/ogg': (bytes: Buffer) => isAt(bytes, 0, 'OggS'),
  'audio/flac': (bytes: Buffer) => isAt(bytes, 0, 'fLaC'),
  'application/pdf': (bytes: Buffer) => isAt(bytes, 0, '%PDF-'),
} as const;

/** The media types that are accepted. */
export const MEDIA_TYPES = Object.keys(CHECKS) as readonly string[];

/** Whether `bytes` are what their media type says; parameters of the type, such as the codec, do not matter. */
export function isReadable(mediaType: string, bytes: Buffer): boolean {
  const type = (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase();
  return Object.hasOwn(CHECKS, type) && CHECKS[type as keyof typeof CHECKS](bytes);
}

/**
 * The id of a recording, made of what it is: an upload that is sent again, because its answer was lost, is the same recording
 * and the same job. A UUID of version 8.
 */
export async function recordingId(encounterId: string, bytes: Buffer): Promise<string> {
  // In a thread: other requests do not wait for it. What a request sent is never shared memory.
  const digest = await webcrypto.subtle.digest('SHA-256', bytes as Buffer<ArrayBuffer>);
  const id = createHash('sha256')
    .update(encounterId.toLowerCase())
    .update(new Uint8Array(digest))
    .digest()
    .subarray(0, 16);
  id[6] = 0x80 | (id[6]! & 0x0f);
  id[8] = 0x80 | (id[8]! & 0x3f);
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
