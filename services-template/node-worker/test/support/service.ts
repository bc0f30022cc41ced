// Runs the compiled service as its image does, in a process of its own, and keeps what it writes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually, type Cleanup } from './eventually.ts';
import { freePort } from './free-port.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ENTRY = ['--import', './dist/monitoring.js', 'dist/main.js'];

/** What the service talks to. */
export interface Surroundings {
  readonly agent: { readonly url: string };
  readonly sink: { readonly port: number };
  readonly ehr: { readonly url: string };
}

/** Starts the process, until the test ends; `env` comes on top of what every test needs. */
export async function spawnService(test: Cleanup, { agent, sink, ehr }: Surroundings, env: Record<string, string>) {
  const port = await freePort();
  const child = spawn(process.execPath, ENTRY, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      DD_SERVICE: 'example-node-worker',
      DD_ENV: 'dev',
      DD_VERSION: '1.2.3',
      DD_TRACE_AGENT_URL: agent.url,
      DD_AGENT_HOST: '127.0.0.1',
      DD_DOGSTATSD_PORT: String(sink.port),
      // Spans leave after 2 s otherwise, and every test waits for them.
      DD_TRACE_FLUSH_INTERVAL: '100',
      HOST: '127.0.0.1',
      PORT: String(port),
      EHR_URL: ehr.url,
      RETRY_DELAY_MS: '100',
      WATCH_INTERVAL_MS: '200',
      ...env,
    },
  });
  test.after(() => child.kill('SIGKILL'));
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data: Buffer) => void (stdout += data.toString('utf8')));
  child.stderr.on('data', (data: Buffer) => void (stderr += data.toString('utf8')));
  const exit = once(child, 'close').then(([code]) => code as number | null);
  const probe = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      ({ status }) => status,
      () => undefined,
    );
  return {
    /** Everything that it wrote. */
    output: () => stdout + stderr,
    errors: () => stderr,
    /** Its log lines; fails if one is not JSON. */
    logs: () =>
      stdout
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    probe,
    /** Resolves to the exit code. */
    exit,
    terminate: () => child.kill('SIGTERM'),
    kill: () => child.kill('SIGKILL'),
  };
}

/** Starts the service and waits until it is ready. */
export async function startService(test: Cleanup, surroundings: Surroundings, env: Record<string, string>) {
  const service = await spawnService(test, surroundings, env);
  let ended = false;
  void service.exit.then(() => (ended = true));
  await eventually(
    'the service',
    async () => {
      if (ended) throw new Error(`the service ended: ${service.output()}`);
      return (await service.probe('/readyz')) === 200 ? true : undefined;
    },
    30_000,
  ).catch((error: unknown) => {
    throw new Error(`not ready: ${service.output()}`, { cause: error });
  });
  return service;
}
