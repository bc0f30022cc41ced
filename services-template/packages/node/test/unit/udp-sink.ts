// A DogStatsD agent for tests: takes datagrams and keeps their lines.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** Listens on a free port of the loopback interface until closed. */
export async function openUdpSink() {
  const socket = createSocket('udp4');
  const packets: string[] = [];
  socket.on('message', (packet) => packets.push(packet.toString('utf8')));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const lines = () => packets.flatMap((packet) => packet.split('\n'));
  return {
    port: socket.address().port,
    packets,
    lines,
    /** The first line that contains `part`, once it has arrived. */
    async line(part: string): Promise<string> {
      for (let attempt = 0; attempt < 200; attempt += 1) {
        const found = lines().find((line) => line.includes(part));
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`no line with '${part}' in ${JSON.stringify(lines())}`);
    },
    close: () => socket.close(),
  };
}
