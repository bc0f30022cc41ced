// Cleans what LLM Observability sends: numbers and names of code stay, content is replaced by its length. The tracer lets
// a service register a processor, but shows it only input and output. Here the whole event is built anew from what is
// listed, as it enters the writer.
import type { Counters } from './counters.ts';
import { hasForm, isAdmitted } from './forms.ts';
import type { Scrubber } from './scrubber.ts';
import { TAG_FORMS } from './span-tags.ts';

type Fields = Record<string, unknown>;
/** The event that may be sent, or nothing. Never throws. */
export type LlmEventCleaner = (event: unknown) => Fields | undefined;

const KINDS = new Set(['llm', 'workflow', 'agent', 'tool', 'task', 'embedding', 'retrieval']);
const ROLES = new Set(['system', 'developer', 'user', 'assistant', 'tool', 'function']);
const TAGS = new Set(
  'env version service source ml_app ddtrace.version error error_type language integration'.split(' '),
);
// `undefined` is the parent of a root.
const ID = /^(?:[0-9a-fA-F]{1,32}|undefined)$/;
const RATE = /^-?[0-9.]{1,20}$/;
const METRIC = /^(?:(?:[a-z]{1,20}_){0,5}(?:tokens|cost|count)|time_to_first_token)$/;
// A longer conversation is cut; its messages are only lengths.
const MAX_ITEMS = 200;

/** A cleaner that counts into `counters`. */
export function createLlmEventCleaner(counters: Counters, scrubber: Scrubber): LlmEventCleaner {
  const word = (value: unknown): string | undefined =>
    typeof value === 'string' && (TAG_FORMS.word(value) || TAG_FORMS.version(value)) && scrubber.isClean(value)
      ? value
      : undefined;
  const isDeclared = (key: string, value: unknown): boolean =>
    isAdmitted('span', key, value) && (typeof value !== 'string' || hasForm('uuid', value) || scrubber.isClean(value));
  const kept = <T>(all: readonly T[], isKept: (item: T) => boolean): T[] => {
    const rest = all.filter(isKept);
    if (rest.length < all.length) counters.add('telemetry.dropped_keys', all.length - rest.length);
    return rest;
  };

  const metaOf = (meta: Fields): Fields => {
    const kind = String(meta['span.kind']);
    if (!KINDS.has(kind)) throw new TypeError('kind');
    const type = word(meta['error.type']) ?? 'Error';
    const metadata = kept(Object.entries(meta['metadata'] ?? {}), ([key, value]) => isDeclared(key, value));
    return {
      'span.kind': kind,
      input: inputOf(meta['input'] ?? {}),
      output: inputOf(meta['output'] ?? {}),
      metadata: Object.fromEntries(metadata),
      ...named(meta, ['model_name', 'model_provider']),
      ...(meta['error.type'] === undefined && meta['error.message'] === undefined ? {} : { 'error.type': type }),
    };
  };
  const named = (from: Fields, keys: readonly string[]): Fields =>
    Object.fromEntries(keys.flatMap((key) => (word(from[key]) === undefined ? [] : [[key, from[key]]])));
  const inputOf = (given: unknown): Fields => {
    const carrier = fields(given);
    const prompt = carrier['prompt'] === undefined ? {} : named(fields(carrier['prompt']), ['id', 'version']);
    return {
      ...('value' in carrier ? { value: lengthOf(carrier['value']) } : {}),
      ...('messages' in carrier ? { messages: items(carrier['messages']).map(messageOf) } : {}),
      ...('documents' in carrier
        ? { documents: items(carrier['documents']).map((item) => ({ text: lengthOf(item['text']) })) }
        : {}),
      // The template by its id and version; its text and variables are content.
      ...(Object.keys(prompt).length > 0 ? { prompt } : {}),
    };
  };
  const messageOf = (message: Fields): Fields => ({
    content: lengthOf(message['content']),
    ...(ROLES.has(String(message['role'])) ? { role: message['role'] } : {}),
    ...(message['tool_calls'] === undefined
      ? {}
      : {
          tool_calls: items(message['tool_calls']).map((call) => ({
            name: word(call['name']) ?? 'tool',
            arguments: { length: lengthOf(call['arguments']) },
          })),
        }),
    ...(message['tool_results'] === undefined
      ? {}
      : { tool_results: items(message['tool_results']).map((item) => ({ result: lengthOf(item['result']) })) }),
  });
  const tagsOf = (tags: unknown): string[] =>
    kept(list(tags).map(text), (tag) => {
      const [key, value] = split(tag);
      return (TAGS.has(key) && word(value) !== undefined) || isDeclared(key, value);
    });

  const clean = (event: Fields): Fields => {
    const dd = fields(event['_dd']);
    const metrics = kept(
      Object.entries(fields(event['metrics'])),
      ([key, value]) => METRIC.test(key) && Number.isFinite(value),
    );
    const meta = metaOf(fields(event['meta']));
    const rates = ['sample_rate', 'sampling_decision'].filter((key) => RATE.test(String(dd[key])));
    return {
      ...Object.fromEntries(['trace_id', 'span_id', 'parent_id'].map((key) => [key, id(event[key])])),
      ...Object.fromEntries(['start_ns', 'duration'].map((key) => [key, finite(event[key])])),
      name: word(event['name']) ?? meta['span.kind'],
      status: event['status'] === 'error' ? 'error' : 'ok',
      meta,
      metrics: Object.fromEntries(metrics),
      tags: tagsOf(event['tags']),
      _dd: {
        ...Object.fromEntries(['span_id', 'trace_id', 'apm_trace_id'].map((key) => [key, id(dd[key])])),
        ...Object.fromEntries(rates.map((key) => [key, String(dd[key])])),
      },
    };
  };
  return (event) => {
    try {
      return clean(fields(event));
    } catch {
      // Fail closed: what is not understood is not sent.
      counters.add('phi.scrubber.errors', 1, 'llm_event');
      return undefined;
    }
  };
}

// Each throws at what it does not understand.
function fields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('no object');
  return value as Fields;
}
function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new TypeError('no list');
  return value;
}
const items = (value: unknown): Fields[] => list(value).slice(0, MAX_ITEMS).map(fields);
function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('no text');
  return value;
}
function id(value: unknown): string {
  if (typeof value !== 'string' || !ID.test(value)) throw new TypeError('no id');
  return value;
}
function finite(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new TypeError('no number');
  return value;
}
function split(tag: string): [string, string] {
  const colon = tag.indexOf(':');
  return [tag.slice(0, Math.max(0, colon)), tag.slice(colon + 1)];
}

/** `[12 characters]`, of the text or of its JSON. */
function lengthOf(content: unknown): string {
  const written = typeof content === 'string' ? content : (JSON.stringify(content ?? '') ?? '');
  return `[${content === undefined || content === null ? 0 : codePoints(written)} characters]`;
}
function codePoints(written: string): number {
  let points = 0;
  for (const _ of written) points += 1;
  return points;
}
