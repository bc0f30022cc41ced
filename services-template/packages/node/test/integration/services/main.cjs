// CommonJS: the first `require` starts monitoring.
const { init } = require('../../../dist/index.js');
const monitoring = init();
const fastify = require('fastify');
const { get } = require('node:http');

const app = fastify();
app.get('/encounters/:id', async () => {
  monitoring.logger.info('answered');
  return {};
});
app
  .listen({ port: 0, host: '127.0.0.1' })
  .then(() =>
    get({ port: app.server.address().port, path: '/encounters/7' }, (response) =>
      response.resume().on('end', () => app.close().then(() => monitoring.shutdown())),
    ),
  );
