import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Counters } from '../../src/counters.ts';
import { createLlmEventCleaner, type LlmEventCleaner } from '../../src/llm-events.ts';
import { createScrubber } from '../../src/scrubber.ts';

let counters: Counters;
let clean: LlmEventCleaner;
beforeEach(() => {
  counters = new Counters();
  clean = createLlmEventCleaner(counters, createScrubber(counters));
});
const IDS = { trace_id: '1f', span_id: '7', apm_trace_id: '1f' };
const event = (changes: object = {}): Record<string, unknown> => ({
  ...{ trace_id: '1f', span_id: '7', parent_id: 'undefined', start_ns: 1, duration: 2, name: 'call', status: 'ok' },
  ...{ meta: { 'span.kind': 'llm', input: {}, output: {}, metadata: {} }, metrics: {}, tags: [], _dd: IDS },
  ...changes,
});
const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;
const withInput = (input: unknown) => event({ meta: { 'span.kind': 'llm', input } });

const broken: [string, unknown][] = [
  ['an id that is none', event({ trace_id: 'Jane Doe' })],
  ['a start that is no number', event({ start_ns: '1' })],
  ['a duration that is no number', event({ duration: NaN })],
  ['no meta', event({ meta: undefined })],
  ['an unknown kind', event({ meta: { 'span.kind': 'Jane' } })],
  ['messages that are none', withInput({ messages: 'Jane' })],
  ['documents that are none', withInput({ documents: [7] })],
  ['cyclic arguments', withInput({ messages: [{ tool_calls: [{ arguments: cyclic }] }] })],
  ['a BigInt', withInput({ value: 3n })],
  ['tags that are none', event({ tags: [7] })],
  ['metrics that are none', event({ metrics: [1] })],
  [
    'a getter that throws',
    withInput({
      get value() {
        throw new Error('Jane');
      },
    }),
  ],
  ['an empty event', {}],
  ['null', null],
  ['a text', 'Jane'],
];
for (const [what, given] of broken) {
  test(`${what}: dropped and counted`, () => {
    assert.equal(clean(given), undefined);
    assert.equal(counters.value('phi.scrubber.errors', 'llm_event'), 1);
  });
}

test('only what is listed stays', () => {
  const cleaned = clean(
    event({
      name: 'Jane Doe',
      metrics: { input_tokens: 3, jane: 1, total_tokens: 'Jane', output_tokens: Infinity },
      tags: ['env:dev', 'patient:Jane', 'model:Jane Doe', 'model:123-45-6789', 'error_type:TypeError'],
      session_id: 'Jane',
      span_links: [{ attributes: { patient: 'Jane' } }],
      meta: {
        'span.kind': 'llm',
        'error.type': 'TypeError',
        'error.message': 'Jane',
        'error.stack': 'Jane',
        metadata: { prompt_template: 'soap-note', temperature: 0.1, passages: 5, store: 'Jane Doe' },
        input: { value: 'Jane', prompt: { id: 'Jane Doe', template: 'Jane', variables: { a: 'Jane' } } },
        tool_definitions: [{ description: 'Jane' }],
      },
    }),
  );
  assert.deepEqual(
    cleaned,
    event({
      name: 'llm',
      metrics: { input_tokens: 3 },
      tags: ['env:dev', 'error_type:TypeError'],
      meta: {
        'span.kind': 'llm',
        'error.type': 'TypeError',
        metadata: { prompt_template: 'soap-note', passages: 5 },
        input: { value: '[4 characters]' },
        output: {},
      },
    }),
  );
  assert.equal(counters.value('telemetry.dropped_keys'), 8);
});
