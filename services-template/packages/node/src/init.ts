// Puts the parts together, once for a process.
import { createBaggage, type Baggage } from './baggage.ts';
import { Counters } from './counters.ts';
import { logCrashes } from './crash.ts';
import { Encounters } from './encounters.ts';
import { createHealth, type Health } from './health.ts';
import { readIdentity } from './identity.ts';
import { DEFAULT_INTERNAL_SUFFIXES, internalHosts } from './internal-hosts.ts';
import { loadedTooEarly } from './late.ts';
import { createLlmEventCleaner } from './llm-events.ts';
import { createLogger, type Logger, type LogLevel } from './logger.ts';
import { createMessaging, type Messaging } from './messaging.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createScrubber } from './scrubber.ts';
import { createShutdown, type Shutdown } from './shutdown.ts';
import { createSpanGuard } from './span-guard.ts';
import { createSpans, type Spans } from './spans.ts';
import { openStatsd } from './statsd.ts';
import { setSwitches } from './switches.ts';
import { flushSpans, logIds } from './tracer-seam.ts';
import { startTracing } from './tracing.ts';

/** Options of `init`; all have defaults. */
export interface Options {
  /** Start without DD_SERVICE, DD_ENV and DD_VERSION. For tests. */
  readonly allowUntagged?: boolean;
  /** The least severe level that is logged; default `info`. */
  readonly logLevel?: LogLevel;
  /** Endings of the names of hosts that may receive baggage; default `.svc.cluster.local`. */
  readonly internalHosts?: readonly string[];
  /** Paths of probes, whose requests are not traced; default `/livez`, `/readyz` and `/healthz`. */
  readonly untracedPaths?: readonly string[];
  /** Run the continuous profiler; default false. */
  readonly profiling?: boolean;
  /** Send metrics of the runtime; default false. */
  readonly runtimeMetrics?: boolean;
  /** Send calls of language models, with every content replaced by its length; default false. */
  readonly llmObservability?: boolean;
  /** How long drains may take at shutdown, in milliseconds; default 20,000, less than a pod's 30 s. */
  readonly shutdownDeadlineMs?: number;
}

/** What a service works with. */
export interface Monitoring {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly spans: Spans;
  readonly baggage: Baggage;
  readonly messaging: Messaging;
  readonly health: Health;
  readonly shutdown: Shutdown;
}

const PROBES = ['/livez', '/readyz', '/healthz'];

let instance: Monitoring | undefined;

/**
 * Starts monitoring. To be called before anything else is imported, see the README. Called again, it returns the same
 * instance and logs a warning.
 *
 * @throws MissingIdentityError if DD_SERVICE, DD_ENV or DD_VERSION is not set
 * @throws SelfCheckError if spans would not record
 * @throws TracerChangedError if the tracer cannot be guarded
 */
export function init(options: Options = {}): Monitoring {
  if (instance) {
    instance.logger.warn('monitoring was initialized again; the options of the second call are ignored');
    return instance;
  }
  instance = start(options);
  return instance;
}

function start(options: Options): Monitoring {
  const identity = readIdentity(process.env, options.allowUntagged ?? false);
  const late = loadedTooEarly();
  setSwitches(process.env, {
    profiling: options.profiling ?? false,
    runtimeMetrics: options.runtimeMetrics ?? false,
    llmObservability: options.llmObservability === true,
  });

  const counters = new Counters();
  const scrubber = createScrubber(counters);
  const isInternalHost = internalHosts(options.internalHosts ?? DEFAULT_INTERNAL_SUFFIXES);
  const encounters = new Encounters();
  const guard = createSpanGuard(counters, scrubber, encounters, identity.service);
  const untracedPaths = options.untracedPaths ?? PROBES;
  const cleanLlmEvent = options.llmObservability === true ? createLlmEventCleaner(counters, scrubber) : undefined;
  const tracer = startTracing({ counters, encounters, guard, isInternalHost, untracedPaths, cleanLlmEvent });
  const baggage = createBaggage(tracer, counters, encounters);

  const logger = createLogger({
    counters,
    scrubber,
    identity,
    level: options.logLevel ?? 'info',
    context: () => {
      const span = tracer.scope().active();
      const fields: Record<string, string> = span ? logIds(span) : {};
      const encounter = baggage.encounterId();
      if (encounter !== undefined) fields['encounter_id'] = encounter;
      return fields;
    },
  });
  warnIfLate(logger, late);

  let statsdFailed = false;
  const statsd = openStatsd(() => {
    if (!statsdFailed) logger.warn('metrics do not reach the agent; see the README on DD_AGENT_HOST and the socket');
    statsdFailed = true;
  });
  const send = (name: Parameters<Counters['add']>[0], value: number, rule: string | undefined) =>
    statsd.send('count', name, value, rule === undefined ? {} : { rule });
  counters.start(send);

  const flush = async () => {
    await flushSpans(tracer);
    counters.stop();
    counters.flush(send);
    await statsd.close();
  };
  logCrashes(logger, flush);
  const health = createHealth();
  const shutdown = createShutdown({ health, logger, deadlineMs: options.shutdownDeadlineMs ?? 20_000, flush });
  return {
    logger,
    metrics: createMetrics(statsd, counters, scrubber),
    spans: createSpans(tracer, counters),
    baggage,
    messaging: createMessaging(tracer),
    health,
    shutdown,
  };
}

function warnIfLate(logger: Logger, late: readonly string[]): void {
  if (late.length === 0) return;
  const message = `initialized late, these modules are loaded already and not traced: ${late.join(', ')}`;
  // The names come from a list in code: the message is as constant as it looks.
  logger.warn(message as 'initialized late', { component: 'monitoring' });
}
