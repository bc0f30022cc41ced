// What the kubelet asks, on a port of its own.
import { createServer, type Server } from 'node:http';
import type { Health } from '@scribemed/monitoring';

/** A server for /livez and /readyz, not listening yet. */
export function createProbes(health: Health): Server {
  return createServer((request, response) => {
    const answer = (ok: boolean, body: object = {}) =>
      response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/livez') answer(health.live());
    else if (request.url === '/readyz') void health.ready().then(({ ready, failed }) => answer(ready, { failed }));
    else response.writeHead(404).end();
  });
}
