// The names and the arguments of the queues, and what a message of them carries.
import type { ConfirmChannel, ConsumeMessage } from 'amqplib';

/** The queues of a worker. */
export interface Queues {
  readonly jobs: string;
  /** Where failed jobs wait; by its name, because RabbitMQ does not change the delay of a queue that exists. */
  readonly retry: string;
  readonly dead: string;
}

/** The names. The agent finds the dead-letter queue by its ending, `.dlq`. */
export const queuesOf = (jobs: string, retryDelayMs: number): Queues => ({
  jobs,
  retry: `${jobs}.retry.${retryDelayMs}`,
  dead: `${jobs}.dlq`,
});

// Jobs that kill the worker before it can say anything come back this often, then they are dead letters.
const DELIVERY_LIMIT = 10;
const RETRIES = 'x-retries';

/** Creates what is missing. Fails if a queue exists with other arguments. */
export async function declareQueues(channel: ConfirmChannel, queues: Queues, retryDelayMs: number): Promise<void> {
  const declare = (name: string, queueArguments: Record<string, unknown>) =>
    channel.assertQueue(name, { durable: true, arguments: { 'x-queue-type': 'quorum', ...queueArguments } });
  // From the queue by the default exchange, whose name is empty, to the queue of that name.
  const thenTo = (name: string) => ({ 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': name });
  await declare(queues.dead, {});
  await declare(queues.jobs, { 'x-delivery-limit': DELIVERY_LIMIT, ...thenTo(queues.dead) });
  await declare(queues.retry, { 'x-message-ttl': retryDelayMs, ...thenTo(queues.jobs) });
}

/** How often the job was tried before. */
export function retriesOf({ properties }: ConsumeMessage): number {
  const retries: unknown = properties.headers?.[RETRIES];
  return typeof retries === 'number' && Number.isSafeInteger(retries) && retries >= 0 ? retries : 0;
}

/** When it was queued first, in milliseconds since 1970; now, if its producer did not say. Producers set `timestamp` in seconds. */
export function queuedAt({ properties }: ConsumeMessage): number {
  const timestamp: unknown = properties.timestamp;
  return typeof timestamp === 'number' && timestamp > 0 ? timestamp * 1000 : Date.now();
}

/** Publishes the message again, and waits until the broker has it on disk. */
export function republish(
  channel: ConfirmChannel,
  queue: string,
  { content, properties }: ConsumeMessage,
  retries: number,
): Promise<void> {
  const { messageId, timestamp, contentType, headers } = properties;
  const options = { persistent: true, messageId, timestamp, contentType, headers: { ...headers, [RETRIES]: retries } };
  return new Promise((resolve, reject) => {
    channel.sendToQueue(queue, content, options, (error: unknown) => (error ? reject(error) : resolve()));
  });
}
