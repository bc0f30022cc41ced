// The gateway in front of all services, as small as it can be: it signs a clinician in and passes uploads on.
// It runs from the folder of a template, whose packages it uses: node --import ./dist/monitoring.js <this file>
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const own = createRequire(join(process.cwd(), 'package.json'));
const { baggage, health, logger, metrics, shutdown } = await import(pathToFileURL(join(process.cwd(), 'dist/monitoring.js')));
// The tracer knows a module by its name, not by its file.
const Fastify = own('fastify');

/** No session of that token. */
class SignInRejected extends Error {
  name = 'SignInRejected';
}

const app = Fastify({ logger: false });
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

app.get('/readyz', async (_request, reply) => reply.code((await health.ready()).ready ? 200 : 503).send());

app.post('/encounters/:encounter/recordings', (request, reply) =>
  baggage.withEncounter(request.params.encounter, async () => {
    try {
      await metrics.measure('auth', {}, async () => {
        if (request.headers.authorization !== 'Bearer clinician') throw new SignInRejected();
      });
    } catch (error) {
      logger.warn('sign-in rejected', { error });
      return reply.code(401).send();
    }
    const upstream = await fetch(`${process.env.INGESTION_URL}${request.url}`, {
      method: 'POST',
      headers: { 'content-type': request.headers['content-type'] },
      body: request.body,
    });
    logger.info('request passed on', { status_code: upstream.status, route: 'upload' });
    return reply.code(upstream.status).send(await upstream.text());
  }),
);

shutdown.addDrain('http', () => app.close());
shutdown.onSigterm();
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
