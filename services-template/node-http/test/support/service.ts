// Runs the compiled service as its image does, in a process of its own, and keeps what it writes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually, type Cleanup } from './eventually.ts';
import { freePort } from './free-port.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ENTRY = ['--import', './dist/monitoring.js', 'dist/main.js'];

/** What the service talks to. */
export interface Surroundings {
  readonly agent: { readonly url: string };
  readonly sink: { readonly port: number };
  readonly rabbitmq: { readonly url: string };
  readonly queue: string;
}

/** Starts the process, until the test ends; `env` comes on top of what every test needs. */
export async function spawnService(test: Cleanup, surroundings: Surroundings, env: Record<string, string> = {}) {
  const { agent, sink, rabbitmq, queue } = surroundings;
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'uploads-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  const child = spawn(process.execPath, ENTRY, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      DD_SERVICE: 'example-node-http',
      DD_ENV: 'dev',
      DD_VERSION: '1.2.3',
      DD_TRACE_AGENT_URL: agent.url,
      DD_AGENT_HOST: '127.0.0.1',
      DD_DOGSTATSD_PORT: String(sink.port),
      // Spans leave after 2 s otherwise, and every test waits for them.
      DD_TRACE_FLUSH_INTERVAL: '100',
      HOST: '127.0.0.1',
      PORT: String(port),
      UPLOAD_FOLDER: folder,
      RABBITMQ_URL: rabbitmq.url,
      JOBS_QUEUE: queue,
      SHUTDOWN_DELAY_MS: '300',
      ...env,
    },
  });
  test.after(() => child.kill('SIGKILL'));
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data: Buffer) => void (stdout += data.toString('utf8')));
  child.stderr.on('data', (data: Buffer) => void (stderr += data.toString('utf8')));
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return {
    url: `http://127.0.0.1:${port}`,
    folder,
    /** Everything that it wrote. */
    output: () => stdout + stderr,
    errors: () => stderr,
    /** Its log lines; fails if one is not JSON. */
    logs: () =>
      stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    /** Resolves to the exit code. */
    exit,
    terminate: () => child.kill('SIGTERM'),
  };
}

/** Starts the service and waits until it is ready. */
export async function startService(test: Cleanup, surroundings: Surroundings, env: Record<string, string> = {}) {
  const service = await spawnService(test, surroundings, env);
  let ended = false;
  void service.exit.then(() => (ended = true));
  await eventually('the service', async () => {
    if (ended) throw new Error(`the service ended: ${service.output()}`);
    const ready = await fetch(`${service.url}/readyz`).catch(() => undefined);
    return ready?.status === 200 ? true : undefined;
  });
  return service;
}
