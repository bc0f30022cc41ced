// A real RabbitMQ on the loopback interface, in a process of its own: Debian's packages, unpacked without root.
import { spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type GetMessage } from 'amqplib';
import { eventually, type Cleanup } from './eventually.ts';
import { freePort } from './free-port.ts';
import { installed } from './installed.ts';
import { optionsWithout } from './missing.ts';

const ROOT = installed('RABBITMQ_ROOT', 'rabbitmq');

/** Options of tests that need it. */
export const rabbitmqOptions = optionsWithout(
  existsSync(join(ROOT, 'usr/lib/rabbitmq')) ? undefined : `no RabbitMQ in ${ROOT}; see the README, "Test"`,
);

/** Starts a broker until the test ends. Only if it is there. */
export async function startRabbitmq(test: Cleanup) {
  const folder = await mkdtemp(join(tmpdir(), 'rabbitmq-'));
  const port = await freePort();
  const [home = ''] = globSync(join(ROOT, 'usr/lib/rabbitmq/lib/rabbitmq_server-*'));
  await writeFile(join(folder, 'rabbitmq.conf'), `listeners.tcp.1 = 127.0.0.1:${port}\n`);
  await writeFile(join(folder, 'plugins'), '[].');
  const env = {
    PATH: `${ROOT}/usr/lib/erlang/bin:/usr/bin:/bin`,
    HOME: folder,
    LANG: 'C.UTF-8',
    // A port mapper of its own, or one stays behind that all brokers of the machine use.
    ERL_EPMD_PORT: String(await freePort()),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_HOME: home,
    RABBITMQ_NODENAME: 'test@localhost',
    RABBITMQ_DIST_PORT: String(await freePort()),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_CONF_ENV_FILE: join(folder, 'none'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
  };
  const run = (program: string) => spawn(program, { env, stdio: 'ignore' });
  const mapper = run(join(ROOT, 'usr/lib/erlang/bin/epmd'));
  let server = run(join(home, 'sbin/rabbitmq-server'));
  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  const isUp = () => eventually('RabbitMQ', () => connect(url).catch(() => undefined), 60_000);
  const stop = async () => {
    server.kill('SIGTERM');
    for (let waited = 0; server.exitCode === null && server.signalCode === null && waited < 300; waited += 1) {
      await sleep(100);
    }
  };
  test.after(async () => {
    await connection.close().catch(() => {});
    await stop();
    mapper.kill();
    await rm(folder, { recursive: true, force: true });
  });
  const open = async () => {
    const opened = await isUp();
    // The broker is stopped under it; without a listener that ends the tests.
    opened.on('error', () => {});
    return [opened, await opened.createConfirmChannel()] as const;
  };
  let [connection, channel] = await open();

  return {
    url,
    /** Publishes a message and waits for the broker; `headers` as a producer without a tracer sets them. */
    async publish(queue: string, message: unknown, headers: Record<string, unknown> = {}, queuedAt = Date.now()) {
      const content = Buffer.isBuffer(message) ? message : Buffer.from(JSON.stringify(message));
      channel.sendToQueue(queue, content, { persistent: true, timestamp: Math.floor(queuedAt / 1000), headers });
      await channel.waitForConfirms();
    },
    /** How many messages are in a queue. */
    count: async (queue: string) => (await channel.checkQueue(queue)).messageCount,
    /** Takes the next message, once there is one. */
    take: (queue: string): Promise<GetMessage> =>
      eventually(`a message in ${queue}`, async () => (await channel.get(queue, { noAck: true })) || undefined),
    stop,
    /** Starts the server again. */
    async start() {
      server = run(join(home, 'sbin/rabbitmq-server'));
      [connection, channel] = await open();
    },
  };
}
