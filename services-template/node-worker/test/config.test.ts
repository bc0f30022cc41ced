import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig } from '../src/config.ts';

const ENOUGH = { EHR_URL: 'https://ehr.example.org/fhir', RABBITMQ_URL: 'amqps://user:secret@rabbitmq' };

test('what is required is enough', () => {
  assert.deepEqual(readConfig(ENOUGH), {
    rabbitmq: { url: ENOUGH.RABBITMQ_URL, queue: 'example-node-worker.jobs' },
    kafka: undefined,
    databaseUrl: undefined,
    ehrUrl: ENOUGH.EHR_URL,
    ehrTimeoutMs: 10_000,
    concurrency: 4,
    maxRetries: 3,
    retryDelayMs: 30_000,
    watchIntervalMs: 10_000,
    host: '0.0.0.0',
    port: 8080,
    faults: new Set(),
    faultSlowMs: 65_000,
  });
});

test('the consumer group is the name of the service, by which its monitor finds it', () => {
  const env = { EHR_URL: ENOUGH.EHR_URL, KAFKA_BROKERS: 'kafka-0:9092, kafka-1:9092', DD_SERVICE: 'demo' };
  assert.deepEqual(readConfig(env).kafka, {
    brokers: ['kafka-0:9092', 'kafka-1:9092'],
    topic: 'example-node-worker.events',
    group: 'demo',
  });
});

test('everything that is wrong is listed at once, without a password', () => {
  const env = {
    EHR_URL: 'ehr',
    RABBITMQ_URL: 'https://user:secret@rabbitmq',
    DATABASE_URL: 'mysql://user:secret@mysql',
    EHR_TIMEOUT_MS: '16000',
    CONCURRENCY: '0',
    MAX_RETRIES: 'many',
    FAULTS: 'slow, meteor',
    DD_ENV: 'prod',
  };
  assert.throws(
    () => readConfig(env),
    (error: unknown) => {
      assert.ok(error instanceof ConfigError);
      assert.deepEqual(error.message.replace('the environment is not valid: ', '').split('; ').sort(), [
        'CONCURRENCY must be a whole number from 1 to 1000',
        'DATABASE_URL must be a URL that begins with postgres: or postgresql:',
        'EHR_TIMEOUT_MS must be a whole number from 1 to 15000',
        'EHR_URL must be a URL that begins with http: or https:',
        'FAULTS has meteor',
        'FAULTS must be empty when DD_ENV is prod',
        'MAX_RETRIES must be a whole number from 0 to 100',
        'RABBITMQ_URL must be a URL that begins with amqp: or amqps:',
        'there are slow, queue_stall, dlq_growth, log_silence',
      ]);
      return true;
    },
  );
});

test('a worker without a broker is a mistake', () => {
  assert.throws(() => readConfig({ EHR_URL: ENOUGH.EHR_URL }), /neither RABBITMQ_URL nor KAFKA_BROKERS is set/);
});
