// Jobs of a RabbitMQ queue. A message is acknowledged after its job has ended and what follows from it is at the broker, so
// none is lost, whatever dies; one may be done twice.
import { AsyncResource } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type ChannelModel, type ConfirmChannel, type ConsumeMessage } from 'amqplib';
import type { Logger } from '@scribemed/monitoring';
import { declareQueues, queuedAt, queuesOf, republish, retriesOf } from './queue.ts';
import { createWaiting } from './waiting.ts';
import type { Consumer } from './consumer.ts';
import type { Work } from './work.ts';

/** What the consumer of a queue needs. */
export interface RabbitmqParts {
  readonly url: string;
  readonly queue: string;
  readonly concurrency: number;
  readonly retryDelayMs: number;
  readonly logger: Logger;
  readonly work: Work;
  /** Whether jobs are not begun, on a game day. */
  readonly isStalled: boolean;
}

const REOPEN_DELAY_MS = 1000;

/** Connects, now and whenever the connection is lost, and takes jobs until stopped. */
export async function consumeQueue(parts: RabbitmqParts): Promise<Consumer> {
  const { queue, concurrency, retryDelayMs, work } = parts;
  const logger = parts.logger.with({ component: 'rabbitmq', queue });
  const queues = queuesOf(queue, retryDelayMs);
  const running = new Set<Promise<void>>();
  let session: Session | undefined;
  let stopping = false;

  const handle = (channel: ConfirmChannel, message: ConsumeMessage): Promise<void> => {
    const retries = retriesOf(message);
    return work(message.content, { queue }, retries, async (verdict) => {
      try {
        if (verdict === 'retry') await republish(channel, queues.retry, message, retries + 1);
        if (verdict === 'postpone') await republish(channel, queues.retry, message, retries);
        if (verdict === 'dead') await republish(channel, queues.dead, message, retries);
        channel.ack(message);
      } catch (error) {
        // The channel is gone, and the broker gives the job to a worker again.
        logger.warn('acknowledgement lost, the job will be done again', { error });
      }
    });
  };

  const begin = (): void => {
    while (session && running.size < concurrency && !stopping && !parts.isStalled) {
      const start = session.next();
      if (!start) return;
      const job = start();
      running.add(job);
      void job.finally(() => {
        running.delete(job);
        begin();
      });
    }
  };

  const open = async (model: ChannelModel): Promise<void> => {
    const channel = await model.createConfirmChannel();
    const opened = new Session(channel);
    channel.on('error', (error) => logger.error('channel failed', { error }));
    channel.on('close', () => {
      if (session === opened) session = undefined;
      opened.drop();
      if (!stopping) void reopen(model);
    });
    await declareQueues(channel, queues, retryDelayMs);
    // One more than are done at the same time, see waiting.ts.
    await channel.prefetch(concurrency + 1);
    const { consumerTag } = await channel.consume(queue, (message) => {
      // The broker cancelled the consumer, for example because the queue was deleted: a new channel declares it again.
      if (message === null) return void channel.close().catch(() => {});
      // Bound to the trace of the message; without it, a job would continue the trace of the one that made room for it.
      opened.add(
        queuedAt(message),
        AsyncResource.bind(() => handle(channel, message)),
      );
      begin();
    });
    opened.consumerTag = consumerTag;
    session = opened;
    begin();
    logger.info('consuming');
  };
  const reopen = async (model: ChannelModel): Promise<void> => {
    await sleep(REOPEN_DELAY_MS);
    // If the connection is lost as well, this fails, and the client connects again and calls `setup`.
    await open(model).catch((error: unknown) => logger.warn('channel could not be opened', { error }));
  };

  const connection = await connect(parts.url, { recovery: { maxDelay: 5000, setup: open } });
  connection.on('disconnect', (error) => logger.warn('connection lost', { error }));
  connection.on('error', () => {
    // 'disconnect' follows; without a listener the process would end.
  });

  return {
    source: { queue },
    isReady: () => session !== undefined,
    async measure() {
      if (!session) return undefined;
      const { channel, waiting } = session;
      const [jobs, dead] = [await channel.checkQueue(queues.jobs), await channel.checkQueue(queues.dead)];
      // Every worker sees the whole queue, and a dashboard adds the workers up: each reports its share.
      const share = jobs.messageCount / Math.max(1, jobs.consumerCount);
      return { waiting: share + waiting.count(), oldestS: waiting.oldestS(), dead: dead.messageCount };
    },
    async stop() {
      stopping = true;
      const last = session;
      if (last) {
        await last.channel.cancel(last.consumerTag);
        // What was received and not begun goes back to the queue when the channel closes.
        last.drop();
      }
      await Promise.all(running);
      await last?.channel.close();
      await connection.close();
    },
  };
}

/** A channel, and the jobs that it received and that are not begun. */
class Session {
  readonly channel: ConfirmChannel;
  readonly waiting = createWaiting();
  consumerTag = '';
  #jobs: { start: () => Promise<void>; taken: () => void }[] = [];

  constructor(channel: ConfirmChannel) {
    this.channel = channel;
  }

  add(queued: number, start: () => Promise<void>): void {
    this.#jobs.push({ start, taken: this.waiting.add(queued) });
  }

  next(): (() => Promise<void>) | undefined {
    const job = this.#jobs.shift();
    job?.taken();
    return job?.start;
  }

  drop(): void {
    while (this.next());
  }
}
