// Identifiers of people in every carrier: none may be in a byte that leaves the process. The whole table, with the agent
// behind it, is services-template/journey.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text as textOf } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import { openUdpSink } from '../unit/udp-sink.ts';
import { people, secretsOf } from './people.ts';
import { freePort, startAgent } from './test-agent.ts';

// A message is kept constant by its type alone; the scrubber's cases are those of its unit tests.
const NOT_SENT = ['log_message', 'mark'];
const MARK = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

/** A secret as it may be written: as it is, encoded for a URL, without its spaces, inside JSON. */
const spellings = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  ...(secret.length > 8 ? [secret.replaceAll(' ', '')] : []),
  JSON.stringify(secret).slice(1, -1),
];

describe('identifiers of people', () => {
  let agent: Awaited<ReturnType<typeof startAgent>>;
  let sink: Awaited<ReturnType<typeof openUdpSink>>;
  let output = '';
  let errors = '';
  let bytes = '';
  let spans = 0;
  let carriers: string[] = [];
  const everyone = people(3);
  const texts = everyone.flatMap((person) => Object.values(person));
  const secrets = everyone.flatMap(secretsOf);

  before(async () => {
    [agent, sink] = await Promise.all([startAgent(), openUdpSink()]);
    const port = await freePort();
    const child = spawn(process.execPath, ['apps/careless.ts', String(port)], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      env: {
        ...{ PATH: process.env['PATH'], DD_SERVICE: 'transcription', DD_ENV: 'dev', DD_VERSION: '1.2.3' },
        ...{ DD_TRACE_AGENT_URL: agent.url, DD_AGENT_HOST: '127.0.0.1', DD_DOGSTATSD_PORT: String(sink.port) },
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const written = [textOf(child.stdout), textOf(child.stderr), once(child, 'exit')] as const;
    const url = `http://127.0.0.1:${port}`;
    for (let attempt = 0; carriers.length === 0; attempt += 1) {
      try {
        carriers = ((await (await fetch(`${url}/carriers`)).json()) as string[]).filter(
          (name) => !NOT_SENT.includes(name),
        );
      } catch (error) {
        if (attempt > 150) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    const carry = async (carrier: string, texts: string[]) => {
      const body = JSON.stringify({ texts });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${url}/carriers/${carrier}`, { method: 'POST', body, headers });
      assert.equal(answer.status, 200, `${carrier}: ${await answer.text()}`);
    };
    for (const carrier of carriers) await carry(carrier, texts);
    for (const text of texts) {
      const encoded = encodeURIComponent(text);
      const headers = { cookie: `patient=${encoded}`, baggage: `patient=${encoded},encounter_id=${encoded}` };
      await fetch(`${url}/fails/${encoded}?name=${encoded}`, { headers });
      await fetch(`${url}/${encoded}`, { headers });
    }
    await carry('mark', [MARK]);
    child.kill('SIGTERM');
    const [stdout, stderr, [code]] = await Promise.all(written);
    [output, errors] = [stdout, stderr];
    assert.equal(code, 0, stderr);
    bytes = await agent.bytes();
    spans = (await agent.spans()).length;
  });
  after(async () => {
    sink.close();
    await agent.stop();
  });

  const inIt = (sent: string) =>
    secrets.filter((secret) => spellings(secret).some((spelling) => sent.includes(spelling)));

  test('the agent got all spans, to the last', () => {
    assert.ok(spans >= texts.length * 30, `${spans} spans`);
    assert.ok(bytes.includes(MARK));
    assert.ok(output.includes(MARK));
  });
  test('no byte of a trace holds one', () => assert.deepEqual(inIt(bytes), []));
  test('no log line holds one', () => assert.deepEqual(inIt(output), []));
  test('no metric holds one', () => assert.deepEqual(inIt(sink.packets.join('\n')), []));
  test('nothing was written to standard error', () => assert.equal(errors, ''));
  test('what was dropped and masked was counted', async () => {
    await sink.line('scribemed.telemetry.dropped_keys');
    await sink.line('scribemed.phi.scrubber.processed');
    assert.deepEqual(
      sink.lines().filter((line) => line.includes('scrubber.errors')),
      [],
    );
  });
});
