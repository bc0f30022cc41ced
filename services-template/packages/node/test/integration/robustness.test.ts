// The agent or the reader of logs may be down, slow, or refuse: the service does not notice.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, describe, test } from 'node:test';

interface Result {
  slowest: number;
  grownMb: number;
  shutdownMs: number;
}
const servers: Server[] = [];
after(() => servers.forEach((server) => server.close()));

async function listen(server: Server): Promise<string> {
  servers.push(server.listen(0, '127.0.0.1').unref());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const answering = (status: number) =>
  createHttpServer((request, response) => {
    request.resume().on('end', () => response.writeHead(status).end());
  });

/** Runs the load; what becomes of its standard output, the caller decides. */
async function load(url: string, stdout: 'ignored' | 'closed' | 'not read', count = 3000): Promise<Result> {
  const file = join(mkdtempSync(join(tmpdir(), 'load-')), 'result.json');
  const child = spawn(process.execPath, ['apps/load.ts'], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: {
      ...{ PATH: process.env['PATH'], DD_SERVICE: 'transcription', DD_ENV: 'dev', DD_VERSION: '1.2.3' },
      ...{ DD_TRACE_AGENT_URL: url, DD_DOGSTATSD_PORT: '1', COUNT: String(count), RESULT: file },
    },
    stdio: ['ignore', stdout === 'ignored' ? 'ignore' : 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr?.on('data', (chunk) => (stderr += String(chunk)));
  if (stdout === 'closed') child.stdout?.destroy();
  const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  clearTimeout(timer);
  assert.equal(code, 0, `${signal ?? ''} ${stderr}`);
  return JSON.parse(readFileSync(file, 'utf8')) as Result;
}
function unaffected({ slowest, grownMb, shutdownMs }: Result): void {
  // Less than any time-out of the tracer's requests; machines that run tests are busy.
  assert.ok(slowest < 1000, `the slowest piece of work took ${slowest} ms`);
  assert.ok(grownMb < 120, `memory grew by ${grownMb} MB`);
  assert.ok(shutdownMs < 3000, `the shutdown took ${shutdownMs} ms`);
}

describe('an agent', () => {
  test('that is down', async () => unaffected(await load('http://127.0.0.1:1', 'ignored')));
  test('that accepts and never answers', async () => unaffected(await load(await listen(createServer()), 'ignored')));
  test('that answers 500', async () => unaffected(await load(await listen(answering(500)), 'ignored')));
  test('that answers 429', async () => unaffected(await load(await listen(answering(429)), 'ignored')));
});

describe('a standard output', () => {
  // About 9 MB of lines: more than may wait.
  test('that nobody reads', async () => unaffected(await load('http://127.0.0.1:1', 'not read', 20_000)));
  test('that is closed', async () => unaffected(await load('http://127.0.0.1:1', 'closed')));
});
