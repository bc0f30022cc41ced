// Runs a program of test/integration/apps in a process of its own: the tracer can be started once in a process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** What a program wrote, and how it ended. */
export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
  /** Its log lines, parsed. */
  logs: Record<string, unknown>[];
}

/** Runs `apps/<name>.ts` with these variables on top of the unified tags. */
export const runApp = (name: string, env: Record<string, string>): Promise<Run> => runNode([`apps/${name}.ts`], env);

/** Runs node in this folder; arguments that name a file are relative to it. */
export async function runNode(nodeArguments: string[], env: Record<string, string>): Promise<Run> {
  const child = spawn(process.execPath, nodeArguments, {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: { PATH: process.env['PATH'], DD_SERVICE: 'transcription', DD_ENV: 'dev', DD_VERSION: '1.2.3', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  const logs = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code: code as number | null, stdout, stderr, logs };
}
