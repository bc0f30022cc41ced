// ES modules: all imports are loaded before the first line runs.
import fastify from 'fastify';
import { get } from 'node:http';
import { monitoring } from './monitoring.mjs';

const app = fastify();
app.get('/encounters/:id', () => {
  monitoring.logger.info('answered');
  return {};
});
await app.listen({ port: 0, host: '127.0.0.1' });
await new Promise((resolve) =>
  get({ port: app.server.address().port, path: '/encounters/7' }, (response) => response.resume().on('end', resolve)),
);
await app.close();
await monitoring.shutdown();
