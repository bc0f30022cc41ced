// A server of bench/request.ts, as VARIANT says; it answers /cpu with the CPU time that the process has used, in microseconds.
const variant = process.env['VARIANT'];
process.env['DD_TRACE_STARTUP_LOGS'] = 'false';
const { createRequire } = await import('node:module');
if (variant === 'tracer') createRequire(import.meta.url)('dd-trace').init();
const monitoring = variant?.startsWith('package') ? (await import('../src/index.ts')).init() : undefined;
const { default: fastify } = await import('fastify');

const app = fastify();
app.get('/cpu', () => {
  const { user, system } = process.cpuUsage();
  return { us: user + system };
});
app.get('/encounters/:id', async () => {
  if (variant !== 'package, used') return {};
  return monitoring.spans.run('rag.retrieval', { store: 'postgresql' }, (span) => {
    span.set('passages', 5);
    monitoring.metrics.count('retrieval.total', 1);
    monitoring.logger.info('passages retrieved', { passages: 5 });
    return {};
  });
});
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
process.once('SIGINT', () => process.exit(0));
process.send('listening');
