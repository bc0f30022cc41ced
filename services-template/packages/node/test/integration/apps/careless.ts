// A service that puts what it is given where it does not belong: POST /carriers/<carrier> with `texts`. What arrives in a
// request (path, query, headers) is a carrier as well. Ends at SIGTERM, after a flush.
import { CarelessError, logger, metrics, shutdown, spans as critical } from './careless/monitoring.ts';

const { default: fastify } = await import('fastify');
const { logs } = await import('./careless/logs.ts');
const { spans } = await import('./careless/spans.ts');
const { integrations } = await import('./careless/integrations.ts');

const carriers = {
  ...logs,
  ...spans,
  ...integrations,
  // Follows the others: when these have arrived, so has everything before.
  async mark(text: string) {
    logger.info('mark', { job_id: text });
    metrics.gauge('queue.lag', Number.parseInt(text.slice(0, 8), 16), { queue: 'jobs' });
    await critical.run('note.generation', { job_id: text }, () => {});
  },
};

const app = fastify({ bodyLimit: 10_000_000 });
app.get('/carriers', () => Object.keys(carriers));
app.post('/carriers/:carrier', async (request) => {
  const { carrier } = request.params as { carrier: keyof typeof carriers };
  for (const text of (request.body as { texts: string[] }).texts) await carriers[carrier](text);
  return {};
});
app.get('/fails/:patient', (request) => {
  throw new CarelessError(`no patient ${(request.params as { patient: string }).patient}`);
});
app.addHook('onClose', () => shutdown());
process.once('SIGTERM', () => void app.close());
await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });
