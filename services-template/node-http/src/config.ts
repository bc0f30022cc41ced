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
    maxUploadBytes: integer('MAX_UPLOAD_BYTES', 25 * 1024 * 1024, 1024 * 1024 * 1024),
    // Well below the 20 s after which the monitoring package gives up on drains.
    shutdownDelayMs: integer('SHUTDOWN_DELAY_MS', 5000, 15_000),
    faults: faults(),
  };
  if (problems.length > 0) throw new ConfigError(`the environment is not valid: ${problems.join('; ')}`);
  return config;
}
