// Puts the parts together, listens, and ends in order.
import { setTimeout as sleep } from 'node:timers/promises';
import { baggage, health, logger, metrics, shutdown, spans } from './monitoring.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { playFaults, silenceable } from './faults.ts';
import { openJobs } from './jobs.ts';
import { createServer } from './server.ts';
import { createFolderStore } from './store.ts';
import { createAccept } from './upload.ts';

function configOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // A log line would leave the message out. It holds names of variables and faults, and nothing of a patient.
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

const config = configOrExit();
const log = silenceable(logger, config.faults);
const store = createFolderStore(config.storeName, config.uploadFolder);
const jobs = await openJobs({
  url: config.rabbitmqUrl,
  queue: config.jobsQueue,
  timeoutMs: config.queueTimeoutMs,
  logger: log,
});
const accept = createAccept({ spans, metrics, logger: log, store, jobs, playFault: playFaults(config.faults) });
const { maxUploadBytes } = config;
const server = createServer({ baggage, health, logger: log, metrics, accept, maxUploadBytes });

health.addReadiness('store', () => store.isWritable());
health.addReadiness('queue', () => jobs.isReady());
shutdown.addDrain('http', async () => {
  server.isClosing = true;
  await sleep(config.shutdownDelayMs);
  await server.app.close();
  // After the last upload has its confirmation.
  await jobs.stop();
});
shutdown.onSigterm();
if (config.faults.size > 0) log.warn('faults are switched on');
await server.app.listen({ port: config.port, host: config.host });
log.info('listening');
