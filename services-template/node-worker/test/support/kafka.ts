// A real Kafka on the loopback interface, in a process of its own: one broker in KRaft mode.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel, type KafkaMessage } from 'kafkajs';
import { eventually, type Cleanup } from './eventually.ts';
import { freePort } from './free-port.ts';
import { installed } from './installed.ts';
import { optionsWithout } from './missing.ts';

const JARS = installed('KAFKA_JARS', 'kafka');

/** Options of tests that need it. */
export const kafkaOptions = optionsWithout(
  existsSync(join(JARS, 'complete')) ? undefined : `no jars of Kafka in ${JARS}; see the README, "Test"`,
);

/** Starts a broker until the test ends. Only if it is there. */
export async function startKafka(test: Cleanup) {
  const folder = await mkdtemp(join(tmpdir(), 'kafka-'));
  const [port, controller] = [await freePort(), await freePort()];
  const settings = join(folder, 'server.properties');
  await writeFile(
    settings,
    `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controller}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}
log.dirs=${join(folder, 'data')}
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
`,
  );
  const java = (program: string, ...rest: string[]) => ['-Xmx512m', '-cp', `${JARS}/*`, program, ...rest];
  const format = java('kafka.tools.StorageTool', 'format', '-t', 'MkU3OEVBNTcwNTJENDM2Qk', '-c', settings);
  execFileSync('java', format, { stdio: 'ignore' });
  const server = spawn('java', java('kafka.Kafka', settings), { stdio: 'ignore' });
  const brokers = [`127.0.0.1:${port}`];
  const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING, retry: { retries: 0 } });
  const [admin, producer] = [kafka.admin(), kafka.producer()];
  await eventually(
    'Kafka',
    async () =>
      admin.connect().then(
        () => true,
        () => undefined,
      ),
    60_000,
  );
  await producer.connect();
  test.after(async () => {
    await Promise.all([admin.disconnect(), producer.disconnect()]);
    server.kill('SIGTERM');
    for (let waited = 0; server.exitCode === null && server.signalCode === null && waited < 200; waited += 1) {
      await sleep(100);
    }
    server.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  const lag = async (topic: string, group: string): Promise<number> => {
    const [entry] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
    const done = (partition: number) =>
      Math.max(0, Number(entry?.partitions.find((offset) => offset.partition === partition)?.offset ?? 0));
    const ends = await admin.fetchTopicOffsets(topic);
    return ends.reduce((sum, { partition, high }) => sum + Number(high) - done(partition), 0);
  };

  return {
    brokers: brokers.join(','),
    /** Creates a topic, and its dead-letter topic. */
    async create(topic: string, numPartitions = 1) {
      await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions }, { topic: `${topic}.dlq` }] });
    },
    /** Publishes a message; `headers` as a producer without a tracer sets them. */
    async publish(topic: string, message: unknown, headers: Record<string, string> = {}, queuedAt = Date.now()) {
      const value = Buffer.isBuffer(message) ? message : Buffer.from(JSON.stringify(message));
      await producer.send({ topic, messages: [{ value, headers, timestamp: String(queuedAt) }] });
    },
    /** The messages of a topic that a group has not finished. */
    lag,
    /** Waits until there are none. */
    untilDone: (topic: string, group: string) =>
      eventually(`the end of ${topic}`, async () => ((await lag(topic, group)) === 0 ? true : undefined), 20_000),
    /** The first message of a topic, once there is one. */
    async first(topic: string): Promise<KafkaMessage> {
      const consumer = kafka.consumer({ groupId: `test-${topic}`, retry: { retries: 5 } });
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      const message = await new Promise<KafkaMessage>((resolve, reject) => {
        setTimeout(() => reject(new Error(`no message in ${topic}`)), 20_000).unref();
        consumer.run({ eachMessage: async ({ message: first }) => resolve(first) }).catch(reject);
      });
      await consumer.disconnect();
      return message;
    },
  };
}
