// A worker with a queue or a topic of its own, an EHR and a sink for metrics.
import { randomUUID } from 'node:crypto';
import { openUdpSink } from './udp-sink.ts';
import { startEhr } from './ehr.ts';
import type { Cleanup } from './eventually.ts';
import { startService } from './service.ts';

type Agent = { readonly url: string };

/** A name that no other test uses. */
export const ownName = (kind: string): string => `${kind}-${randomUUID()}`;

/** Starts a worker of a new queue; `env` comes on top. */
export async function startQueueWorker(
  test: Cleanup,
  agent: Agent,
  rabbitmq: { readonly url: string },
  env: Record<string, string> = {},
) {
  const [sink, ehr] = [await openUdpSink(test), await startEhr(test)];
  const queue = ownName('jobs');
  const settings = { RABBITMQ_URL: rabbitmq.url, RABBITMQ_QUEUE: queue, ...env };
  const start = () => startService(test, { agent, sink, ehr }, settings);
  return { service: await start(), startAnother: start, sink, ehr, queue, dead: `${queue}.dlq` };
}

/** Starts a worker of a new topic with a group of its own; `env` comes on top. */
export async function startTopicWorker(
  test: Cleanup,
  agent: Agent,
  kafka: { readonly brokers: string; create(topic: string): Promise<void> },
  env: Record<string, string> = {},
) {
  const [sink, ehr] = [await openUdpSink(test), await startEhr(test)];
  const [topic, group] = [ownName('events'), ownName('worker')];
  await kafka.create(topic);
  const settings = { KAFKA_BROKERS: kafka.brokers, KAFKA_TOPIC: topic, DD_SERVICE: group, ...env };
  const start = () => startService(test, { agent, sink, ehr }, settings);
  return { service: await start(), startAnother: start, sink, ehr, topic, group, dead: `${topic}.dlq` };
}
