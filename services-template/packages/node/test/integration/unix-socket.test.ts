// The agent's unix socket. It needs the native module unix-dgram, see the README; with CI=true its absence is a failure.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { openStatsd } from '../../src/statsd.ts';

interface Receiver {
  bind(path: string): void;
  close(): void;
}
type UnixDgram = { createSocket(type: 'unix_dgram', onMessage: (message: Buffer) => void): Receiver };

const loadUnixDgram = (): UnixDgram | undefined => {
  try {
    return createRequire(import.meta.url)('unix-dgram') as UnixDgram;
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    return undefined;
  }
};
const unixDgram = loadUnixDgram();

for (const agentFirst of [true, false]) {
  const what = `metrics arrive at the socket, ${agentFirst ? 'with an agent that runs' : 'also if the agent starts later'}`;
  test(what, { skip: unixDgram ? false : 'unix-dgram is not built' }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dsd-'));
    const path = join(folder, 'dsd.socket');
    const received: string[] = [];
    let agent: Receiver | undefined;
    const startAgent = () => {
      agent = unixDgram?.createSocket('unix_dgram', (message) => received.push(message.toString()));
      agent?.bind(path);
    };
    if (agentFirst) startAgent();
    process.env['DD_DOGSTATSD_URL'] = `unix://${path}`;
    let errors = 0;
    const statsd = openStatsd(() => (errors += 1));
    delete process.env['DD_DOGSTATSD_URL'];
    statsd.send('count', 'jobs.total', 1, {});
    await statsd.flush();
    if (!agentFirst) {
      assert.ok(errors > 0);
      startAgent();
      // The datagram that finds the socket missing is lost, and opens it for the next.
      for (let i = 0; i < 2; i += 1) {
        statsd.send('count', 'jobs.failed', 1, {});
        await statsd.flush();
      }
    }
    for (let attempt = 0; attempt < 100 && received.length === 0; attempt += 1) await sleep(20);
    await statsd.close();
    agent?.close();
    rmSync(folder, { recursive: true });
    assert.match(received.join('\n'), agentFirst ? /^scribemed\.jobs\.total:1\|c/ : /scribemed\.jobs\.failed:1\|c/);
  });
}
