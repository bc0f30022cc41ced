// Identifiers of people in every carrier: none may be in a byte that leaves the process.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openUdpSink } from '../unit/udp-sink.ts';
import { people, secretsOf, type Person } from './people.ts';
import { runApp, type Run } from './run-app.ts';
import { startAgent } from './test-agent.ts';

/** A secret as it may be written: as it is, encoded for a URL, without its spaces, inside JSON. */
const spellings = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  ...(secret.length > 8 ? [secret.replaceAll(' ', '')] : []),
  JSON.stringify(secret).slice(1, -1),
];

describe('identifiers of a person', () => {
  let agent: Awaited<ReturnType<typeof startAgent>>;
  let sink: Awaited<ReturnType<typeof openUdpSink>>;
  before(async () => {
    [agent, sink] = await Promise.all([startAgent(), openUdpSink()]);
  });
  after(async () => {
    sink.close();
    await agent.stop();
  });

  for (const [index, person] of people(3).entries()) {
    describe(`person ${index}`, () => {
      let run: Run;
      let bytes: string;
      let count: number;
      before(async () => {
        await agent.clear();
        sink.packets.length = 0;
        run = await runApp('phi', {
          PERSON: JSON.stringify(person),
          DD_TRACE_AGENT_URL: agent.url,
          DD_AGENT_HOST: '127.0.0.1',
          DD_DOGSTATSD_PORT: String(sink.port),
        });
        assert.equal(run.code, 0, run.stderr);
        bytes = await agent.bytes();
        count = (await agent.spans()).length;
      });

      const appearsIn = (carrier: string, who: Person) =>
        secretsOf(who).filter((secret) => spellings(secret).some((spelling) => carrier.includes(spelling)));

      test('the agent got all spans', () => assert.ok(count >= Object.keys(person).length * 3 + 15, `${count} spans`));
      test('no byte of a trace holds one', () => assert.deepEqual(appearsIn(bytes, person), []));
      test('no log line holds one', () => assert.deepEqual(appearsIn(run.stdout, person), []));
      test('no metric holds one', () => assert.deepEqual(appearsIn(sink.packets.join('\n'), person), []));
      test('nothing was written to standard error', () => assert.equal(run.stderr, ''));
      test('what was dropped and masked was counted', async () => {
        await sink.line('scribemed.telemetry.dropped_keys');
        assert.match(await sink.line('rule:ssn'), /^scribemed\.phi\.scrubber\.masked:\d+\|c/);
        assert.deepEqual(
          sink.lines().filter((line) => line.includes('scrubber.errors')),
          [],
        );
      });
    });
  }
});
