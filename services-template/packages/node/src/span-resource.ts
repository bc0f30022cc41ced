// The resource names what a span worked on; integrations make it of paths, statements and commands. It is made anew here
// from what is known not to be a value.
import { KEPT, TAG_FORMS } from './span-tags.ts';
import { summarizeSql } from './sql.ts';
import type { ExportedSpan } from './tracer-seam.ts';

const COMMAND_TYPES = new Set(['redis', 'valkey', 'memcached']);
// Resources of these are made of names in code: an exchange, a topic, a method, a host.
const NAMED = new Set([
  'amqplib',
  'kafkajs',
  'confluentinc-kafka-javascript',
  'grpc',
  'net',
  'dns',
  'aws-sdk',
  'bullmq',
]);
const COMMAND = /^[A-Za-z]{1,40}/;
const NAMES = /^[A-Za-z0-9._/:-]{1,100}(?: [A-Za-z0-9._/:-]{1,100}){0,3}$/;

const kept = (meta: Readonly<Record<string, string>>, key: string): string | undefined => {
  const value = meta[key];
  const form = KEPT[key];
  return value !== undefined && form !== undefined && TAG_FORMS[form].test(value) ? value : undefined;
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
  if (NAMED.has(meta['component'] ?? '') && resource.length <= 404 && NAMES.test(resource)) return resource;
  return name;
}
