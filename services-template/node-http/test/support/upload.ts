// An upload as a client sends it.
import { randomUUID } from 'node:crypto';

/** The head of a WAVE file, and silence. */
export const wave = (bytes = 1000): Buffer => Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.alloc(bytes)]);

/** What to send; the rest is valid. */
export interface Upload {
  readonly encounter?: string;
  readonly type?: string;
  readonly body?: Buffer;
  readonly headers?: Record<string, string>;
  readonly query?: string;
}

/** Sends it, and resolves to the answer. */
export function upload(url: string, { encounter, type, body, headers, query }: Upload = {}): Promise<Response> {
  return fetch(`${url}/encounters/${encounter ?? randomUUID()}/recordings${query ?? ''}`, {
    method: 'POST',
    headers: { 'content-type': type ?? 'audio/wav', ...headers },
    body: new Uint8Array(body ?? wave()),
  });
}
