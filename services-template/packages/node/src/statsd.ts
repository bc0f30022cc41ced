// The DogStatsD client. It reads the address of the agent from DD_AGENT_HOST and DD_DOGSTATSD_PORT (UDP), or from
// DD_DOGSTATSD_URL or DD_DOGSTATSD_SOCKET, and the unified tags from DD_ENV, DD_SERVICE and DD_VERSION.
import { StatsD } from 'hot-shots';
import { METRIC_PREFIX } from './vocabulary.ts';
import type { MetricType } from './vocabulary-types.ts';

// The payload of an Ethernet frame: a larger datagram is split, and lost as a whole if one part is.
const BUFFER_BYTES = 1432;
// Counts are added up here, and the values of a distribution sent together (`name:1.5:2:0.25|d`), as the Python package does:
// a datagram costs more than a value.
const INTERVAL_MS = 1000;
// Of the values of a line, which must fit into a datagram with the metric's name and tags.
const MAX_VALUES_LENGTH = 700;
// Tags have few values; if they do not, memory stays bounded.
const MAX_GATHERED = 2000;

interface Gathered<T> {
  readonly name: string;
  readonly tags: Record<string, string>;
  value: T;
}

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
  const counts = new Map<string, Gathered<number>>();
  const distributions = new Map<string, Gathered<string>>();
  // The client writes the value as it is.
  const sendValues = ({ name, value, tags }: Gathered<string>): void =>
    client.distribution(name, value as unknown as number, tags);
  const sendGathered = (): void => {
    for (const { name, value, tags } of counts.values()) client.increment(name, value, tags);
    counts.clear();
    for (const gathered of distributions.values()) sendValues(gathered);
    distributions.clear();
  };
  const timer = setInterval(sendGathered, INTERVAL_MS).unref();
  const keyOf = (name: string, tags: Record<string, string>): string => {
    let key = name;
    for (const tag in tags) key += ` ${tag}:${tags[tag]}`;
    return key;
  };
  const count = (name: string, value: number, tags: Record<string, string>): void => {
    const key = keyOf(name, tags);
    const sum = counts.get(key);
    if (sum) sum.value += value;
    else counts.set(key, { name, value, tags });
  };
  const distribution = (name: string, value: number, tags: Record<string, string>): void => {
    const key = keyOf(name, tags);
    const values = distributions.get(key);
    if (!values) {
      distributions.set(key, { name, value: String(value), tags });
      return;
    }
    values.value += `:${value}`;
    if (values.value.length <= MAX_VALUES_LENGTH) return;
    distributions.delete(key);
    sendValues(values);
  };
  return {
    send(type, name, value, tags) {
      if (type === 'count') count(name, value, tags);
      else if (type === 'gauge') client.gauge(name, value, tags);
      else distribution(name, value, tags);
      if (counts.size + distributions.size >= MAX_GATHERED) sendGathered();
    },
    // A failure was passed to `onError`; a shutdown must not fail for it.
    flush() {
      sendGathered();
      return new Promise((resolve) => client.flush(() => resolve()));
    },
    close() {
      clearInterval(timer);
      sendGathered();
      return new Promise((resolve) => client.close(() => resolve()));
    },
  };
}
