// The environment, read and checked once, here. No other file reads it.
import { FAULTS, type Fault } from './faults.ts';

/** What the service runs with. */
export interface Config {
  /** RABBITMQ_URL, with user and password, and RABBITMQ_QUEUE. Without the URL no queue is consumed. */
  readonly rabbitmq: { readonly url: string; readonly queue: string } | undefined;
  /**
   * KAFKA_BROKERS, a list with commas, and KAFKA_TOPIC. Without brokers no topic is consumed. The consumer group is the
   * service's name, DD_SERVICE: by it the monitor on consumer lag finds the group.
   */
  readonly kafka: { readonly brokers: readonly string[]; readonly topic: string; readonly group: string } | undefined;
  /** DATABASE_URL, of PostgreSQL, with user and password. Without it the process remembers what it delivered, and no other does. */
  readonly databaseUrl: string | undefined;
  /** EHR_URL: where deliveries are sent. Required. */
  readonly ehrUrl: string;
  /** EHR_TIMEOUT_MS: after which a delivery has failed, default 10,000. */
  readonly ehrTimeoutMs: number;
  /** CONCURRENCY: jobs that are done at the same time, of the queue and of the topic each; default 4. */
  readonly concurrency: number;
  /** MAX_RETRIES: attempts after the first; then a job is a dead letter. Default 3. */
  readonly maxRetries: number;
  /** RETRY_DELAY_MS: how long a job waits before the next attempt, default 30,000. */
  readonly retryDelayMs: number;
  /** WATCH_INTERVAL_MS: between two measurements of what waits, default 10,000. */
  readonly watchIntervalMs: number;
  /** HOST and PORT of the probes, default all addresses and 8080. */
  readonly host: string;
  readonly port: number;
  /** FAULTS: failures to play, by their names. Empty in production. */
  readonly faults: ReadonlySet<Fault>;
  /** FAULT_SLOW_MS: how much longer the fault `slow` makes a job, default 65,000: more than the latency objective of the declaration. */
  readonly faultSlowMs: number;
}

const DEFAULT_QUEUE = 'example-node-worker.jobs';
const DEFAULT_TOPIC = 'example-node-worker.events';

/** The environment is not valid. The message lists everything that is wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const isFault = (name: string): name is Fault => (FAULTS as readonly string[]).includes(name);
const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Reads the configuration from the environment. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const problems: string[] = [];
  const text = (name: string, fallback = ''): string => env[name] || fallback;
  const integer = (name: string, fallback: number, min: number, max: number): number => {
    const value = text(name) === '' ? fallback : Number(text(name));
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    problems.push(`${name} must be a whole number from ${min} to ${max}`);
    return fallback;
  };
  // Values are not repeated: a URL may hold a password.
  const url = (name: string, protocols: readonly string[]): string => {
    const parsed = URL.parse(text(name));
    if (parsed && protocols.includes(parsed.protocol)) return text(name);
    problems.push(`${name} must be a URL that begins with ${protocols.join(' or ')}`);
    return '';
  };
  const faults = (): Set<Fault> => {
    const given = listOf(text('FAULTS'));
    const unknown = given.filter((name) => !isFault(name));
    if (unknown.length > 0) problems.push(`FAULTS has ${unknown.join(', ')}; there are ${FAULTS.join(', ')}`);
    if (given.length > 0 && env['DD_ENV'] === 'prod') problems.push('FAULTS must be empty when DD_ENV is prod');
    return new Set(given.filter(isFault));
  };

  const brokers = listOf(text('KAFKA_BROKERS'));
  const rabbitmq = text('RABBITMQ_URL') !== '';
  if (!rabbitmq && brokers.length === 0) problems.push('neither RABBITMQ_URL nor KAFKA_BROKERS is set');
  const config: Config = {
    rabbitmq: rabbitmq
      ? {
          url: url('RABBITMQ_URL', ['amqp:', 'amqps:']),
          queue: text('RABBITMQ_QUEUE', DEFAULT_QUEUE),
        }
      : undefined,
    kafka:
      brokers.length > 0
        ? { brokers, topic: text('KAFKA_TOPIC', DEFAULT_TOPIC), group: text('DD_SERVICE', 'local') }
        : undefined,
    databaseUrl: text('DATABASE_URL') === '' ? undefined : url('DATABASE_URL', ['postgres:', 'postgresql:']),
    ehrUrl: url('EHR_URL', ['http:', 'https:']),
    // Below the 20 s that drains may take: a delivery that is under way at SIGTERM ends in time.
    ehrTimeoutMs: integer('EHR_TIMEOUT_MS', 10_000, 1, 15_000),
    concurrency: integer('CONCURRENCY', 4, 1, 1000),
    maxRetries: integer('MAX_RETRIES', 3, 0, 100),
    retryDelayMs: integer('RETRY_DELAY_MS', 30_000, 1, 3_600_000),
    watchIntervalMs: integer('WATCH_INTERVAL_MS', 10_000, 100, 60_000),
    host: text('HOST', '0.0.0.0'),
    port: integer('PORT', 8080, 0, 65_535),
    faults: faults(),
    faultSlowMs: integer('FAULT_SLOW_MS', 65_000, 0, 3_600_000),
  };
  if (problems.length > 0) throw new ConfigError(`the environment is not valid: ${problems.join('; ')}`);
  return config;
}
