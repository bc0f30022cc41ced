// Logs: one JSON object a line on standard output. Messages are constants, fields those of the policy; what is left passes
// the scrubber. The work for a line is bounded, whatever is passed.
import pino from 'pino';
import type { Counters } from './counters.ts';
import { errorFields } from './errors.ts';
import { isAdmitted, type Scalar } from './forms.ts';
import type { Scrubber } from './scrubber.ts';
import { standardOutput, type LineOutput } from './standard-output.ts';
import type { LogFields } from './vocabulary-types.ts';

/** How severe a line is. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** A text that is known when the code is written. `string` and a template with a hole are not: they may hold a patient. */
export type Constant<M extends string> = Record<never, never> extends Record<M, 1> ? never : M;

type Log = <M extends string>(message: Constant<M>, fields?: LogFields) => void;

/** Writes log lines. Of `error`, only the class and the code locations are written. */
export interface Logger extends Record<LogLevel, Log> {
  /** A logger that puts `fields` on every line, for example the component. */
  with(fields: LogFields): Logger;
}

/** What the logger needs of its surroundings. */
export interface LoggerParts {
  readonly counters: Counters;
  readonly scrubber: Scrubber;
  readonly level: LogLevel;
  /** The unified tags: service, env, version. */
  readonly identity: Readonly<Record<string, string>>;
  /** The encounter and the ids of the active span, as fields. */
  readonly context: () => Readonly<Record<string, string>>;
  /** Where lines go; standard output if absent. */
  readonly destination?: LineOutput;
}

const MAX_KEYS = 64;
type Line = Record<string, unknown>;

/** The time as pino writes it. Lines of the same millisecond have the same text. */
function clock(): () => string {
  let last = 0;
  let text = '';
  return () => {
    const now = Date.now();
    if (now !== last) {
      last = now;
      text = `,"timestamp":"${new Date(now).toISOString()}"`;
    }
    return text;
  };
}

/** A logger over pino. */
export function createLogger(parts: LoggerParts): Logger {
  const { counters, scrubber } = parts;
  const destination = parts.destination ?? standardOutput(counters);
  const output = pino(
    {
      level: parts.level,
      base: parts.identity,
      messageKey: 'message',
      timestamp: clock(),
      formatters: { level: (label) => ({ status: label }) },
    },
    destination,
  );

  const addFields = (line: Line, fields: unknown): void => {
    if (fields === undefined) return;
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields) || ArrayBuffer.isView(fields)) {
      return counters.add('telemetry.dropped_keys');
    }
    let keys = 0;
    try {
      for (const key in fields) {
        // A map of a million keys is data that does not belong here; to count it would stop the service.
        if ((keys += 1) > MAX_KEYS) return;
        addField(line, key, (fields as Line)[key]);
      }
    } catch {
      // A getter or a proxy that throws: the line is worth more than the rest of its fields.
      counters.add('telemetry.dropped_keys');
    }
  };
  const addField = (line: Line, key: string, value: unknown): void => {
    if (value === undefined) return;
    if (key === 'error') {
      const { kind, stack } = errorFields(value);
      line['error_class'] ??= kind;
      line['error'] = stack === undefined ? { kind } : { kind, stack };
    } else if (isAdmitted('log', key, value)) line[key] = cleaned(value);
    else counters.add('telemetry.dropped_keys');
  };
  const cleaned = (value: Scalar): Scalar => (typeof value === 'string' ? scrubber.scrub(value) : value);

  const loggerWith = (bound: Readonly<Line>): Logger => {
    const log = (level: LogLevel, message: unknown, fields: unknown): void => {
      if (!output.isLevelEnabled(level)) return;
      try {
        const line: Line = { ...bound, ...parts.context() };
        addFields(line, fields);
        output[level](line, scrubber.scrub(typeof message === 'string' ? message : 'message is not a text'));
        counters.add('phi.scrubber.processed');
        // What led to it goes with it, whatever becomes of the process.
        if (level === 'warn' || level === 'error') destination.flush();
      } catch {
        // Fail closed: a line that could not be cleaned is not written, and the service goes on.
        counters.add('phi.scrubber.errors', 1, 'log');
      }
    };
    return {
      debug: (message, fields) => log('debug', message, fields),
      info: (message, fields) => log('info', message, fields),
      warn: (message, fields) => log('warn', message, fields),
      error: (message, fields) => log('error', message, fields),
      with: (fields) => {
        const line: Line = { ...bound };
        addFields(line, fields);
        return loggerWith(line);
      },
    };
  };
  return loggerWith({});
}
