// An EHR that takes everything, unless a test says otherwise.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, type Cleanup } from './eventually.ts';

/** What was filed, answered or not. */
export interface Filed {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Starts it on a free port of the loopback interface, until the test ends. */
export async function startEhr(test: Cleanup) {
  const filed: Filed[] = [];
  const behaviour = {
    /** The status of the answer to the nth request, counted from 1. */
    status: (_nth: number): number => 201,
    delayMs: 0,
  };
  let [running, mostAtOnce] = [0, 0];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    filed.push({ path: request.url ?? '', headers: request.headers, body });
    const status = behaviour.status(filed.length);
    running += 1;
    mostAtOnce = Math.max(mostAtOnce, running);
    await sleep(behaviour.delayMs);
    running -= 1;
    response.writeHead(status).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  test.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`,
    behaviour,
    filed,
    mostAtOnce: () => mostAtOnce,
    /** Waits until all of these jobs have come, some perhaps twice. */
    eventuallyAll: (ids: ReadonlySet<string>) =>
      eventually(
        'all jobs',
        async () => {
          const found = new Set(filed.map(({ headers }) => String(headers['idempotency-key'])));
          return [...ids].every((id) => found.has(id)) ? true : undefined;
        },
        20_000,
      ),
    /** Waits until so many requests have come. */
    count: (count: number) =>
      eventually(`${count} requests to the EHR`, async () => (filed.length >= count ? true : undefined), 20_000),
  };
}
