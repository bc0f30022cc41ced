// The environment, read and checked once, here. No other file reads it.
import { FAULTS, type Fault } from './faults.ts';

/** What the service runs with. */
export interface Config {
  /** HOST: the address to listen on, default all. */
  readonly host: string;
  /** PORT, default 8080. */
  readonly port: number;
  /** UPLOAD_FOLDER: where recordings are stored. Required. */
  readonly uploadFolder: string;
  /** STORE_NAME: what metrics, spans and logs call the store, default `folder`; the name under jsonnet/services once it is declared. */
  readonly storeName: string;
  /** RABBITMQ_URL, with user and password. Required. */
  readonly rabbitmqUrl: string;
  /** JOBS_QUEUE: the queue that is filled, default the one of the declaration. Its consumer creates it. */
  readonly jobsQueue: string;
  /** QUEUE_TIMEOUT_MS: how long an upload waits for the broker, default 5,000. */
  readonly queueTimeoutMs: number;
  /** MAX_UPLOAD_BYTES: a larger recording is rejected, default 25 MiB. It is held in memory while it is checked. */
  readonly maxUploadBytes: number;
  /**
   * SHUTDOWN_DELAY_MS: how long requests are still served after SIGTERM, default 5,000. Kubernetes takes the pod out of its
   * endpoints at the same time, not before.
   */
  readonly shutdownDelayMs: number;
  /** FAULTS: failures to play, by their names. Empty in production. */
  readonly faults: ReadonlySet<Fault>;
}

/** The environment is not valid. The message lists everything that is wrong. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const isFault = (name: string): name is Fault => (FAULTS as readonly string[]).includes(name);

/** Reads the configuration from the environment. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const problems: string[] = [];
  const integer = (name: string, fallback: number, max: number): number => {
    const text = env[name] ?? '';
    if (text === '') return fallback;
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= max) return value;
    problems.push(`${name} must be a whole number from 0 to ${max}`);
    return fallback;
  };
  const required = (name: string): string => {
    const text = env[name] ?? '';
    if (text === '') problems.push(`${name} is not set`);
    return text;
  };
  // The value is not repeated: it may hold a password.
  const brokerUrl = (name: string): string => {
    const parsed = URL.parse(env[name] ?? '');
    if (parsed && ['amqp:', 'amqps:'].includes(parsed.protocol)) return parsed.href;
    problems.push(`${name} must be a URL that begins with amqp: or amqps:`);
    return '';
  };
  const faults = (): Set<Fault> => {
    const names = (env['FAULTS'] ?? '').split(',').map((name) => name.trim());
    const given = names.filter((name) => name !== '');
    const unknown = given.filter((name) => !isFault(name));
    if (unknown.length > 0) problems.push(`FAULTS has ${unknown.join(', ')}; there are ${FAULTS.join(', ')}`);
    if (given.length > 0 && env['DD_ENV'] === 'prod') problems.push('FAULTS must be empty when DD_ENV is prod');
    return new Set(given.filter(isFault));
  };

  const config: Config = {
    host: env['HOST'] || '0.0.0.0',
    port: integer('PORT', 8080, 65_535),
    uploadFolder: required('UPLOAD_FOLDER'),
    storeName: env['STORE_NAME'] || 'folder',
    rabbitmqUrl: brokerUrl('RABBITMQ_URL'),
    jobsQueue: env['JOBS_QUEUE'] || 'example-node-http.jobs',
    // With the shutdown delay below the 20 s after which the monitoring package gives up on drains.
    queueTimeoutMs: integer('QUEUE_TIMEOUT_MS', 5000, 10_000),
    maxUploadBytes: integer('MAX_UPLOAD_BYTES', 25 * 1024 * 1024, 1024 * 1024 * 1024),
    shutdownDelayMs: integer('SHUTDOWN_DELAY_MS', 5000, 9000),
    faults: faults(),
  };
  if (problems.length > 0) throw new ConfigError(`the environment is not valid: ${problems.join('; ')}`);
  return config;
}
