// Jobs of a Kafka topic. An offset is committed after its job has ended, so none is lost, whatever dies; one may be done twice.
// A topic has no place where a failed job can wait: its partition waits with it.
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel, type EachBatchPayload, type KafkaMessage } from 'kafkajs';
import type { Logger, Messaging } from '@scribemed/monitoring';
import type { Consumer } from './consumer.ts';
import { createLag } from './lag.ts';
import { createWaiting } from './waiting.ts';
import type { Work } from './work.ts';

/** What the consumer of a topic needs. */
export interface KafkaParts {
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly group: string;
  readonly concurrency: number;
  readonly retryDelayMs: number;
  readonly logger: Logger;
  readonly messaging: Messaging;
  readonly work: Work;
  /** Whether jobs are not begun, on a game day. */
  readonly isStalled: boolean;
}

// The broker gives the partitions to other workers if it hears nothing for the session's 30 s.
const HEARTBEAT_MS = 3000;

/** Joins the group, now and whenever it has to again, and takes jobs until stopped. */
export async function consumeTopic(parts: KafkaParts): Promise<Consumer> {
  const { topic, group, messaging, work } = parts;
  const logger = parts.logger.with({ component: 'kafka', topic });
  const kafka = new Kafka({
    brokers: [...parts.brokers],
    clientId: group,
    // What the client logs is text made of values. That something is wrong is enough; what, its events and the broker say.
    logLevel: logLevel.WARN,
    logCreator: () => () => logger.warn('the client of Kafka reported a problem'),
    retry: { restartOnFailure: async () => true },
  });
  const consumer = kafka.consumer({ groupId: group });
  const producer = kafka.producer({ idempotent: true });
  const lag = createLag(kafka.admin(), consumer, topic, group);
  const waiting = createWaiting();
  const stopping = new AbortController();

  /** Puts a dead letter aside. Its headers continue the trace of the job. */
  const keep = ({ key, value, headers, timestamp }: KafkaMessage) =>
    producer.send({
      topic: `${topic}.dlq`,
      messages: [{ key, value, timestamp, ...(headers ? { headers } : {}) }],
    });

  /** Tries until the job is done or dead; false if the worker stops first, and the job is another's. */
  const finish = async (message: KafkaMessage): Promise<boolean> => {
    const content = message.value ?? Buffer.alloc(0);
    for (let retries = 0; !stopping.signal.aborted;) {
      let isFinished = false;
      await messaging.extract(message.headers ?? {}, () =>
        work(content, { topic }, retries, async (verdict) => {
          if (verdict === 'dead') await keep(message);
          isFinished = verdict === 'done' || verdict === 'dead';
          if (verdict === 'retry') retries += 1;
        }),
      );
      if (isFinished) return true;
      await pause(parts.retryDelayMs);
    }
    return false;
  };
  const pause = (ms: number): Promise<void> =>
    // It rejects when the worker stops, which is a reason to go on.
    sleep(ms, undefined, { signal: stopping.signal }).catch(() => {});

  const eachBatch = async (payload: EachBatchPayload): Promise<void> => {
    const { batch, heartbeat, resolveOffset, commitOffsetsIfNecessary, isRunning, isStale } = payload;
    const jobs = batch.messages.map((message) => ({ message, taken: waiting.add(Number(message.timestamp)) }));
    // One that fails is followed by one of the client's own, which finds out that the group has moved on.
    const beat = setInterval(() => void heartbeat().catch(() => {}), HEARTBEAT_MS);
    try {
      for (const { message, taken } of jobs) {
        while (parts.isStalled && !stopping.signal.aborted) await pause(HEARTBEAT_MS);
        if (!isRunning() || isStale() || stopping.signal.aborted) return;
        taken();
        if (!(await finish(message))) return;
        resolveOffset(message.offset);
        await commitOffsetsIfNecessary();
        await heartbeat();
      }
    } finally {
      clearInterval(beat);
      for (const { taken } of jobs) taken();
    }
  };
  await Promise.all([producer.connect(), lag.connect(), consumer.connect()]);
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachBatchAutoResolve: false,
    autoCommitThreshold: 1,
    partitionsConsumedConcurrently: parts.concurrency,
    eachBatch,
  });
  logger.info('consuming');

  return {
    source: { topic },
    isReady: () => lag.isMember(),
    async measure() {
      if (!lag.isMember()) return undefined;
      return { waiting: await lag.messages(), oldestS: waiting.oldestS() };
    },
    async stop() {
      stopping.abort();
      // Waits for the jobs that run, and commits their offsets.
      await consumer.disconnect();
      await Promise.all([producer.disconnect(), lag.disconnect()]);
    },
  };
}
