// The queue of jobs. The service behind creates it and works on it; this one only fills it.
import { randomUUID } from 'node:crypto';
import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import type { Logger } from '@scribemed/monitoring';

/** What the service behind is to work on. */
export interface Job {
  readonly jobId: string;
  readonly encounterId: string;
  /** The id of the recording in the store, never the recording itself. */
  readonly content: string;
  readonly recordedAt: Date;
}

/** Takes jobs. */
export interface Jobs {
  /** Resolves when the broker has the job on disk. If it rejects, nobody knows whether the job is queued. */
  add(job: Job): Promise<void>;
  /** Whether it can take jobs; what the readiness probe asks. */
  isReady(): boolean;
  /** Closes the connection. */
  stop(): Promise<void>;
}

/** What the queue needs. */
export interface JobsParts {
  readonly url: string;
  readonly queue: string;
  /** How long a job may wait for the broker's confirmation. */
  readonly timeoutMs: number;
  readonly logger: Logger;
}

/** The job is not known to be queued; the client is asked to send the upload again. */
export class QueueUnavailable extends Error {
  override readonly name: string = 'QueueUnavailable';
  readonly statusCode = 503;
}

/** The broker has no queue of this name: a mistake of the deployment. */
export class QueueMissing extends QueueUnavailable {
  override readonly name = 'QueueMissing';
}

// Without heartbeats a connection whose other end is gone looks open for minutes.
const HEARTBEAT_S = '10';

/** Connects, now and whenever the connection is lost. Does not wait for the broker. */
export async function openJobs({ url, queue, timeoutMs, logger: parent }: JobsParts): Promise<Jobs> {
  const logger = parent.with({ component: 'rabbitmq', queue });
  const target = new URL(url);
  if (!target.searchParams.has('heartbeat')) target.searchParams.set('heartbeat', HEARTBEAT_S);
  const returned = new Set<string>();
  let channel: ConfirmChannel | undefined;
  let isBlocked = false;

  const open = async (model: ChannelModel): Promise<void> => {
    const opened = await model.createConfirmChannel();
    opened.on('return', ({ properties }) => returned.add(String(properties.messageId)));
    opened.on('error', (error) => logger.error('channel failed', { error }));
    opened.on('close', () => {
      if (channel === opened) channel = undefined;
      // A channel that failed alone: the client connects again if its connection ends. Fails if it has ended.
      void model.close().catch(() => {});
    });
    channel = opened;
    isBlocked = false;
    logger.info('connected');
  };
  const connection = await connect(target.href, { recovery: { maxDelay: 5000, waitForConnect: false, setup: open } });
  connection.on('disconnect', (error) => logger.warn('connection lost', { error }));
  connection.on('connect-failed', (error) => logger.warn('connection could not be opened', { error }));
  // The broker is short of memory or disk, and does not read what is published.
  connection.on('blocked', () => {
    isBlocked = true;
    logger.warn('the broker takes no messages');
  });
  connection.on('unblocked', () => void (isBlocked = false));
  connection.on('error', () => {
    // 'disconnect' follows; without a listener the process would end.
  });

  const publish = (job: Job): Promise<void> =>
    new Promise((resolve, reject) => {
      if (!channel || isBlocked) throw new QueueUnavailable();
      const timer = setTimeout(() => reject(new QueueUnavailable()), timeoutMs);
      // Of this message, not of the job, which may be under way twice.
      const messageId = randomUUID();
      const body = {
        job_id: job.jobId,
        encounter_id: job.encounterId,
        content: job.content,
        recorded_at: job.recordedAt.toISOString(),
      };
      const options = {
        persistent: true,
        // A message that no queue takes comes back, before its confirmation. Without this it would be confirmed and gone.
        mandatory: true,
        messageId,
        contentType: 'application/json',
        // By it the worker knows how long the job has waited.
        timestamp: Math.floor(job.recordedAt.getTime() / 1000),
      };
      channel.sendToQueue(queue, Buffer.from(JSON.stringify(body)), options, (error: unknown) => {
        clearTimeout(timer);
        if (returned.delete(messageId)) reject(new QueueMissing());
        else if (error) reject(new QueueUnavailable());
        else resolve();
      });
    });

  return {
    async add(job) {
      try {
        await publish(job);
      } catch (error) {
        // The client throws errors of its own when its channel closes at this moment.
        throw error instanceof QueueUnavailable ? error : new QueueUnavailable();
      }
    },
    isReady: () => channel !== undefined && !isBlocked,
    stop: () => connection.close(),
  };
}
