// Puts the parts together, takes jobs, and ends in order.
import { once } from 'node:events';
import { baggage, health, logger, messaging, metrics, shutdown, spans } from './monitoring.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import type { Consumer } from './consumer.ts';
import { createEhr } from './ehr.ts';
import { isStalled, playFaults, silenceable } from './faults.ts';
import { consumeTopic } from './kafka.ts';
import { createMemoryLedger } from './memory-ledger.ts';
import { createPostgresqlLedger } from './postgresql-ledger.ts';
import { createProbes } from './probes.ts';
import { consumeQueue } from './rabbitmq.ts';
import { watch } from './watch.ts';
import { createWork } from './work.ts';

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
const ledger = config.databaseUrl
  ? // Of the queue and of the topic.
    createPostgresqlLedger({ url: config.databaseUrl, connections: 2 * config.concurrency, logger: log })
  : createMemoryLedger();
const work = createWork({
  baggage,
  logger: log,
  metrics,
  spans,
  ehr: createEhr(config.ehrUrl, config.ehrTimeoutMs),
  ledger,
  maxRetries: config.maxRetries,
  playFault: () => playFaults(config.faults, config.faultSlowMs),
});

const { concurrency, retryDelayMs } = config;
const parts = { concurrency, retryDelayMs, logger: log, work, isStalled: isStalled(config.faults) };
const starting = [
  ...(config.rabbitmq ? [consumeQueue({ ...parts, ...config.rabbitmq })] : []),
  ...(config.kafka ? [consumeTopic({ ...parts, ...config.kafka, messaging })] : []),
];
const consumers: Consumer[] = [];
for (const start of starting) {
  // Each for itself: a broker that cannot be reached does not keep the other's jobs waiting. If one gives up, the process ends.
  void start.then((consumer) => consumers.push(consumer));
}

const isReady = () => consumers.length === starting.length && consumers.every((consumer) => consumer.isReady());
health.addReadiness('brokers', isReady);
health.addReadiness('ledger', () => ledger.isReady());
shutdown.addDrain('jobs', async () => {
  await Promise.all(consumers.map((consumer) => consumer.stop()));
  await ledger.stop();
});
shutdown.addDrain('watch', watch(consumers, metrics, log, config.watchIntervalMs));
shutdown.onSigterm();
const probes = createProbes(health).listen(config.port, config.host);
await once(probes, 'listening');
if (!config.databaseUrl) log.warn('deliveries are remembered by this process alone');
if (config.faults.size > 0) log.warn('faults are switched on');
