// The service that services-template/cost measures: `node server.ts <port> <variant>`. `plain` has no telemetry, `tracer`
// dd-trace alone, `package` this package, used by each request as a template does. /hello is a
// hello-world, /cpu answers what CPU time was used.
import { createRequire } from 'node:module';
import type { Monitoring } from '../src/index.ts';

const [port, variant] = process.argv.slice(2);
const answer = { passages: 5 };

async function retrieve({ logger, metrics, spans }: Monitoring) {
  logger.info('retrieval started', { store: 'postgresql', operation: 'search' });
  const found = await spans.run('rag.retrieval', { store: 'postgresql', operation: 'search' }, async (span) => {
    span.set('passages', answer.passages);
    return answer;
  });
  metrics.count('retrieval.total', 1);
  metrics.distribution('llm.requests.duration', 0.2, { model: 'embedder-small', provider: 'local' });
  logger.info('passages retrieved', { passages: answer.passages, duration_ms: 1.5 });
  return found;
}

async function handler(): Promise<() => Promise<object>> {
  if (variant === 'plain') return async () => answer;
  if (variant === 'package') {
    const monitoring = (await import('../src/index.ts')).init();
    return () => retrieve(monitoring);
  }
  if (variant !== 'tracer') throw new Error(`no variant '${variant}'`);
  const require = createRequire(import.meta.url);
  (require('dd-trace') as typeof import('dd-trace')).tracer.init({ startupLogs: false });
  require('dd-trace/register.js');
  return async () => answer;
}

const handle = await handler();
// After the tracer, or it would not be traced.
const { fastify } = await import('fastify');
const app = fastify();
app.get('/cpu', async () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return { us: userCPUTime + systemCPUTime };
});
app.get('/hello', async () => answer);
app.get('/encounters/:id', handle);
await app.listen({ port: Number(port), host: '127.0.0.1' });
