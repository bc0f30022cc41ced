// Every span passes here on its way to the agent. What is not on a list does not leave; if the guard itself fails, the
// span leaves without tags.
import type { Counters } from './counters.ts';
import type { Encounters } from './encounters.ts';
import { codeLocations } from './errors.ts';
import { hasForm, isAdmitted } from './forms.ts';
import type { Scrubber } from './scrubber.ts';
import { safeResource } from './span-resource.ts';
import { EXPECTED, KEPT, KEPT_NUMBERS, TAG_FORMS, TRACER_NUMBER, TYPES } from './span-tags.ts';
import type { ExportedSpan } from './tracer-seam.ts';

/** Cleans the spans of one trace, in place. Never throws. */
export type SpanGuard = (spans: ExportedSpan[]) => ExportedSpan[];

const UNNAMED = 'unnamed';
const ORIGIN = /^https?:\/\/([^/?#@:]{1,253})(?::\d{1,5})?(?:[/?#]|$)/;
const REMEMBERED_TAGS = 4096;
const REMEMBERED_LENGTH = 200;
const LINK_KEYS = ['trace_id', 'span_id', 'flags'] as const;

/** A guard for the spans of `service` that counts into `counters`. */
export function createSpanGuard(
  counters: Counters,
  scrubber: Scrubber,
  encounters: Encounters,
  service: string | undefined,
): SpanGuard {
  // Integrations name services of their own after ours, for example `transcription-postgres`.
  const serviceOf = (value: unknown): string | undefined =>
    typeof value === 'string' && value.startsWith(`${service}-`) ? word(value) : service;
  const word = (value: unknown): string | undefined =>
    typeof value === 'string' && TAG_FORMS.word(value) ? scrubber.scrub(value) : undefined;
  const cleanedTag = (key: string, value: unknown): string | undefined => {
    if (typeof value !== 'string') return undefined;
    if (isAdmitted('span', key, value)) return hasForm('uuid', value) ? value : scrubber.scrub(value);
    const form = KEPT[key];
    // The policy's keys come first: `component` is in both, and must have one of the two forms.
    return form !== undefined && TAG_FORMS[form](value) ? scrubber.scrub(value) : undefined;
  };
  // Most tags have few values, and to look at them again would be most of the guard's cost: the last one of each key that
  // was left as it is, and of words all of them.
  const last = new Map<string, string>();
  const known = new Map<string, Set<string>>();
  let remembered = 0;
  const rememberedTag = (key: string, value: unknown): string | undefined => {
    if (typeof value !== 'string') return undefined;
    if (last.get(key) === value || known.get(key)?.has(value)) return value;
    const cleaned = cleanedTag(key, value);
    if (cleaned !== value || value.length > REMEMBERED_LENGTH) return cleaned;
    // Keys that pass are those of the lists.
    last.set(key, value);
    // Numbers and ids have no such letter.
    if (!/[g-z]/i.test(value)) return value;
    if (remembered >= REMEMBERED_TAGS) {
      known.clear();
      remembered = 0;
    }
    remembered += 1;
    known.set(key, (known.get(key) ?? new Set()).add(value));
    return value;
  };

  const cleanedMeta = (span: ExportedSpan): Record<string, string> => {
    const meta: Record<string, string> = {};
    for (const key in span.meta) {
      const value = span.meta[key];
      if (key === 'service' || key === '_dd.base_service') {
        const name = serviceOf(value);
        if (name !== undefined) meta[key] = name;
        continue;
      }
      const cleaned = rememberedTag(key, value);
      if (cleaned !== undefined) meta[key] = cleaned;
      else if (!EXPECTED.test(key)) counters.add('telemetry.dropped_keys');
    }
    // Of a server's URL the route is kept; a client's says where the request went.
    const host = span.meta['span.kind'] === 'client' ? ORIGIN.exec(span.meta['http.url'] ?? '')?.[1] : undefined;
    if (host !== undefined && hasForm('host', host)) {
      meta['http.url'] = `${span.meta['http.url']?.startsWith('https') ? 'https' : 'http'}://${scrubber.scrub(host)}`;
    }
    return Object.assign(meta, errorTags(span.meta), linkTags(span.meta));
  };
  const errorTags = (meta: Readonly<Record<string, string>>): Record<string, string> => {
    const message = meta['error.message'] ?? meta['error.msg'];
    if (message === undefined && meta['error.stack'] === undefined) return {};
    const kind = word(meta['error.type']) ?? 'Error';
    const stack = codeLocations(meta['error.stack'] ?? '', message);
    return { 'error.type': kind, 'error.message': kind, ...(stack === '' ? {} : { 'error.stack': stack }) };
  };
  const linkTags = (meta: Readonly<Record<string, string>>): Record<string, string> => {
    const text = meta['_dd.span_links'];
    if (text === undefined) return {};
    const links = JSON.parse(text) as Record<string, unknown>[];
    // Ids only: attributes are free, and the state of other vendors comes from outside.
    const ids = links.map((link) => Object.fromEntries(LINK_KEYS.map((key) => [key, idOf(link[key])])));
    return { '_dd.span_links': JSON.stringify(ids) };
  };
  const idOf = (value: unknown) =>
    typeof value === 'number' || (typeof value === 'string' && /^[0-9a-f]{1,32}$/.test(value)) ? value : undefined;

  const cleanedMetrics = (span: ExportedSpan): Record<string, number> => {
    const metrics: Record<string, number> = {};
    for (const key in span.metrics) {
      const value = span.metrics[key];
      const allowed = KEPT_NUMBERS.has(key) || TRACER_NUMBER.test(key) || isAdmitted('span', key, value);
      // The tracer writes URLs and buffers as text among the numbers.
      if (allowed && typeof value === 'number') metrics[key] = value;
      else if (!EXPECTED.test(key)) counters.add('telemetry.dropped_keys');
    }
    return metrics;
  };

  const clean = (span: ExportedSpan): void => {
    const name = TAG_FORMS.name(span.name) ? scrubber.scrub(span.name) : UNNAMED;
    const resource = scrubber.scrub(safeResource(span, name));
    const meta = cleanedMeta(span);
    const metrics = cleanedMetrics(span);
    const type = span.type !== undefined && TYPES.has(span.type) ? span.type : undefined;
    if (span.span_events !== undefined) counters.add('telemetry.dropped_keys');
    span.name = name;
    span.resource = resource;
    span.meta = meta;
    span.metrics = metrics;
    span.service = serviceOf(span.service);
    span.type = type;
    removeAttachments(span);
  };
  const clear = (span: ExportedSpan): void => {
    const priority = span.metrics?.['_sampling_priority_v1'];
    const metrics = typeof priority === 'number' ? { _sampling_priority_v1: priority } : {};
    Object.assign(span, { name: UNNAMED, resource: UNNAMED, meta: {}, metrics, service, type: undefined });
    removeAttachments(span);
  };

  return (spans) => {
    for (const span of spans) {
      try {
        clean(span);
        counters.add('phi.scrubber.processed');
      } catch {
        clear(span);
        counters.add('phi.scrubber.errors', 1, 'span');
      }
    }
    try {
      encounters.share(spans);
    } catch {
      // The spans are clean, and some may lack their encounter.
      counters.add('phi.scrubber.errors', 1, 'encounter');
    }
    return spans;
  };
}

function removeAttachments(span: ExportedSpan): void {
  span.span_events = undefined;
  span.meta_struct = undefined;
  span.trace_state = undefined;
}
