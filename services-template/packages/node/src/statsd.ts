// The DogStatsD client. It reads the address of the agent from DD_AGENT_HOST and DD_DOGSTATSD_PORT (UDP), or from
// DD_DOGSTATSD_URL or DD_DOGSTATSD_SOCKET, and the unified tags from DD_ENV, DD_SERVICE and DD_VERSION.
import { StatsD } from 'hot-shots';
import { METRIC_PREFIX } from './vocabulary.ts';
import type { MetricType } from './vocabulary-types.ts';

// The payload of an Ethernet frame: a larger datagram is split, and lost as a whole if one part is.
const BUFFER_BYTES = 1432;
// Counts are added up here, as the client of the Python package does: a busy service would send each event.
const COUNTS_INTERVAL_MS = 1000;
// Tags have few values; if they do not, memory stays bounded.
const MAX_COUNTS = 2000;

/** Sends values to the agent. Datagrams: what the agent does not take is lost, and nothing waits for it. */
export interface Statsd {
  send(type: MetricType, name: string, value: number, tags: Record<string, string>): void;
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** A client for the agent of the environment. `onError` learns of datagrams that could not be handed to the system. */
export function openStatsd(onError: () => void): Statsd {
  // With an error handler nothing throws, not even a socket that does not exist yet; sending opens it later.
  const { DD_AGENT_HOST, DD_DOGSTATSD_URL, DD_DOGSTATSD_SOCKET } = process.env;
  const client = new StatsD({
    // Without any of them the client would look up a host without a name.
    ...(DD_AGENT_HOST || DD_DOGSTATSD_URL || DD_DOGSTATSD_SOCKET ? {} : { host: '127.0.0.1' }),
    prefix: METRIC_PREFIX,
    maxBufferSize: BUFFER_BYTES,
    // Without a cache every datagram looks its host up, and a slow DNS holds them all in memory.
    cacheDns: true,
    includeDatadogTelemetry: false,
    errorHandler: onError,
  });
  const counts = new Map<string, { name: string; value: number; tags: Record<string, string> }>();
  const sendCounts = (): void => {
    for (const { name, value, tags } of counts.values()) client.increment(name, value, tags);
    counts.clear();
  };
  const timer = setInterval(sendCounts, COUNTS_INTERVAL_MS).unref();
  const count = (name: string, value: number, tags: Record<string, string>): void => {
    let key = name;
    for (const tag in tags) key += ` ${tag}:${tags[tag]}`;
    const sum = counts.get(key);
    if (sum) sum.value += value;
    else counts.set(key, { name, value, tags });
    if (counts.size >= MAX_COUNTS) sendCounts();
  };
  return {
    send(type, name, value, tags) {
      if (type === 'count') count(name, value, tags);
      else if (type === 'gauge') client.gauge(name, value, tags);
      else client.distribution(name, value, tags);
    },
    // A failure was passed to `onError`; a shutdown must not fail for it.
    flush() {
      sendCounts();
      return new Promise((resolve) => client.flush(() => resolve()));
    },
    close() {
      clearInterval(timer);
      sendCounts();
      return new Promise((resolve) => client.close(() => resolve()));
    },
  };
}
