// The routes. Fastify's own logger stays off: its lines would hold URLs and messages of errors.
import Fastify, { type FastifyInstance } from 'fastify';
import type { Baggage, Health, Logger, Metrics } from '@scribemed/monitoring';
import { MEDIA_TYPES } from './recording.ts';
import type { Accept } from './upload.ts';

/** What the routes need. */
export interface ServerParts {
  readonly baggage: Baggage;
  readonly health: Health;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly accept: Accept;
  readonly maxUploadBytes: number;
}

/** The server; `isClosing` makes every response close its connection, so that no client sends on one that ends. */
export interface Server {
  readonly app: FastifyInstance;
  isClosing: boolean;
}

// The format `uuid` also takes a URN, which the services behind do not.
const UUID = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';
const UPLOAD = {
  params: {
    type: 'object',
    properties: { encounter: { type: 'string', pattern: UUID } },
    required: ['encounter'],
  },
} as const;

const RETRY_AFTER_S = 5;

/** The server, not listening yet. */
export function createServer(parts: ServerParts): Server {
  const { baggage, health, logger, metrics, accept } = parts;
  const app = Fastify({ logger: false, bodyLimit: parts.maxUploadBytes });
  const server: Server = { app, isClosing: false };

  app.addHook('onSend', async (_request, reply) => {
    if (server.isClosing) reply.header('connection', 'close');
  });
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    // A caller's mistake is not an error of the service. Messages stay inside: they may quote the request.
    if (status < 500) return reply.code(status).send({ error: 'rejected' });
    logger.error('request failed', { error, status_code: status, route: request.routeOptions.config.name });
    if (status !== 503) return reply.code(status).send({ error: 'internal' });
    return reply.code(status).header('retry-after', RETRY_AFTER_S).send({ error: 'unavailable' });
  });

  // Fastify's own answer repeats the path.
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'not found' }));

  app.get('/livez', async (_request, reply) => reply.code(health.live() ? 200 : 503).send());
  app.get('/readyz', async (_request, reply) => {
    const { ready, failed } = await health.ready();
    return reply.code(ready ? 200 : 503).send({ failed });
  });

  app.addContentTypeParser([...MEDIA_TYPES], { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.post<{ Params: { encounter: string } }>('/encounters/:encounter/recordings', {
    schema: UPLOAD,
    config: { name: 'upload' },
    // Also for what Fastify itself rejects: too large, of an unknown type, without an encounter.
    onResponse: async (_request, reply) => {
      metrics.count('uploads.total', 1);
      if (reply.statusCode >= 400 && reply.statusCode < 500) metrics.count('uploads.rejected', 1);
    },
    handler: (request, reply) => {
      const { encounter } = request.params;
      return baggage.withEncounter(encounter, async () => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const id = await accept(encounter, request.headers['content-type'] ?? '', body);
        return id === undefined ? reply.code(422).send({ error: 'unreadable' }) : reply.code(201).send({ id });
      });
    },
  });
  return server;
}

function statusOf(error: unknown): number {
  const status = (error as { statusCode?: unknown } | undefined)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The name of the handler in logs. */
    name?: string;
  }
}
