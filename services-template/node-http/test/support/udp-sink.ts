// A DogStatsD agent for tests: takes datagrams and keeps their lines.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { eventually, type Cleanup } from './eventually.ts';

/** A value of a metric as it arrived. */
export interface ReceivedMetric {
  /** With the platform's prefix. */
  name: string;
  value: number;
  /** `c` count, `g` gauge, `d` distribution. */
  type: string;
  /** Sorted. */
  tags: string[];
}

/** The values of a line: a distribution has several, `name:1.5:2|d`. */
function parsed(line: string): ReceivedMetric[] {
  const [, name = '', values, type = '', rest = ''] = /^([^:|]+):([^|]+)\|([a-z]+)(.*)$/.exec(line) ?? [];
  const field = rest.split('|').find((part) => part.startsWith('#')) ?? '#';
  const tags = field.slice(1).split(',').sort();
  return (values?.split(':') ?? []).map((value) => ({ name, value: Number(value), type, tags }));
}

/** Listens on a free port of the loopback interface until the test ends. */
export async function openUdpSink(test: Cleanup) {
  const socket = createSocket('udp4');
  const packets: string[] = [];
  socket.on('message', (packet) => packets.push(packet.toString('utf8')));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  test.after(() => socket.close());
  /** What has arrived of a metric, named as in the policy. */
  const received = (name: string) =>
    packets
      .flatMap((packet) => packet.split('\n').flatMap(parsed))
      .filter((metric) => metric.name === `scribemed.${name}`);
  return {
    port: socket.address().port,
    received,
    /** The same, once there is some. */
    of: (name: string) =>
      eventually(`metric ${name}`, async () => (received(name).length > 0 ? received(name) : undefined)),
    /** The sum of a count. */
    sum: (name: string) => received(name).reduce((sum, { value }) => sum + value, 0),
    /** All bytes that arrived, as one text. */
    bytes: () => packets.join('\n'),
  };
}
