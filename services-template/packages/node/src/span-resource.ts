// The resource names what a span worked on; integrations make it of paths, statements and commands. It is made anew here
// from what is known not to be a value.
import { KEPT, TAG_FORMS } from './span-tags.ts';
import { summarizeSql } from './sql.ts';
import type { ExportedSpan } from './tracer-seam.ts';

const COMMAND_TYPES = new Set(['redis', 'valkey', 'memcached']);
const COMMAND = /^[A-Za-z]{1,40}/;
const AMQP_METHOD = /^(?:basic|exchange|queue|channel)\.[a-z-]{1,40}$/;
const MAX_WORDS = 5;

const kept = (meta: Readonly<Record<string, string>>, key: string): string | undefined => {
  const value = meta[key];
  const form = KEPT[key];
  return value !== undefined && form !== undefined && TAG_FORMS[form](value) ? value : undefined;
};

/** The resource that may leave; the span's name where nothing better is known. `meta` is as the tracer set it. */
export function safeResource(span: ExportedSpan, name: string): string {
  const { resource, type, meta } = span;
  const method = kept(meta, 'http.method');
  if (method !== undefined) {
    const route = kept(meta, 'http.route');
    return route === undefined ? method : `${method} ${route}`;
  }
  if (type === 'sql') return summarizeSql(resource);
  if (type !== undefined && COMMAND_TYPES.has(type)) return COMMAND.exec(resource)?.[0]?.toLowerCase() ?? name;
  return resource !== name && isMadeOfTags(resource, meta) ? resource : name;
}

/** Whether every word is the value of a tag that is kept: a topic, a method, an exchange. */
function isMadeOfTags(resource: string, meta: Readonly<Record<string, string>>): boolean {
  const words = resource.split(' ', MAX_WORDS + 1);
  if (words.length > MAX_WORDS) return false;
  const values = new Set(Object.keys(meta).map((key) => kept(meta, key)));
  return words.every((word) => values.has(word) || AMQP_METHOD.test(word));
}
