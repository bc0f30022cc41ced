// What an upload may be. The declared type and the first bytes must agree: a recording that is cut or mislabelled would fail
// later, when nobody can record again.

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
