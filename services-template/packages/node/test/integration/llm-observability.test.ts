// LLM Observability with the real tracer: counts and names leave, content does not.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, beforeEach, test } from 'node:test';
import { openUdpSink } from '../unit/udp-sink.ts';
import { runApp } from './run-app.ts';
import { startAgent } from './test-agent.ts';

const CONTENT = /Jane|Doe|penicillin|123-45-6789|jane\.doe@example\.com/;
const PROXY = '/evp_proxy/';
let agent: Awaited<ReturnType<typeof startAgent>>;
let sink: Awaited<ReturnType<typeof openUdpSink>>;
before(async () => void ([agent, sink] = await Promise.all([startAgent(), openUdpSink()])));
beforeEach(() => agent.clear());
after(async () => {
  sink.close();
  await agent.stop();
});

/** Runs the program: every byte that left it, once what is expected has arrived. */
async function run(env: Record<string, string>, expected: string): Promise<string> {
  const variables = { DD_TRACE_AGENT_URL: agent.url, DD_AGENT_HOST: '127.0.0.1', DD_DOGSTATSD_PORT: String(sink.port) };
  const { code, stdout, stderr } = await runApp('llm', { ...variables, ...env });
  assert.equal(code, 0, stderr + stdout);
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const bytes = await agent.bytes();
    if (bytes.includes(expected)) return [bytes, stdout, stderr, ...sink.lines()].join('\n');
    await sleep(50);
  }
  return assert.fail(`'${expected}' did not arrive`);
}

test('off by default, whatever the environment says', async () => {
  const bytes = await run(
    { DD_LLMOBS_ENABLED: '1', DD_LLMOBS_ML_APP: 'notes', DD_LLMOBS_AGENTLESS_ENABLED: '1' },
    'llm.call',
  );
  assert.ok(!bytes.includes(PROXY));
  assert.doesNotMatch(bytes, CONTENT);
});

test('switched on: counts and names leave, and no content', async () => {
  const bytes = await run({ LLM: 'on' }, '"input_tokens":512');
  assert.doesNotMatch(bytes, CONTENT);
  const targets = new Set(bytes.match(/\/evp_proxy\/[\w/.-]+/g));
  // Spans only: an evaluation is free text.
  assert.deepEqual([...targets], ['/evp_proxy/v2/api/v2/llmobs']);
  for (const part of [
    '"output_tokens":64',
    '"model_name":"scribe-note-7b"',
    '"model_provider":"internal"',
    '"prompt_template":"soap-note"',
    '"id":"soap-note"',
    '[31 characters]',
    'encounter_id:8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1',
    '"span.kind":"retrieval"',
    '"name":"lookup_allergy"',
    '"error.type":"Error"',
  ]) {
    assert.ok(bytes.includes(part), part);
  }
  await sink.line('scribemed.telemetry.dropped_keys');
});
