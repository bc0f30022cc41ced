import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig } from '../src/config.ts';

const ENOUGH = { UPLOAD_FOLDER: '/data', RABBITMQ_URL: 'amqps://user:secret@rabbitmq' };

test('what is required is enough', () => {
  assert.deepEqual(readConfig(ENOUGH), {
    host: '0.0.0.0',
    port: 8080,
    uploadFolder: '/data',
    storeName: 'folder',
    rabbitmqUrl: ENOUGH.RABBITMQ_URL,
    jobsQueue: 'example-node-http.jobs',
    queueTimeoutMs: 5000,
    maxUploadBytes: 26_214_400,
    shutdownDelayMs: 5000,
    faults: new Set(),
  });
});

test('everything that is wrong is listed at once, without a password', () => {
  const env = {
    PORT: '80.5',
    MAX_UPLOAD_BYTES: '-1',
    SHUTDOWN_DELAY_MS: '16000',
    RABBITMQ_URL: 'https://user:secret@rabbitmq',
    FAULTS: 'slow, meteor',
  };
  assert.throws(
    () => readConfig(env),
    (error: unknown) => {
      assert.ok(error instanceof ConfigError);
      assert.deepEqual(error.message.replace('the environment is not valid: ', '').split('; ').sort(), [
        'FAULTS has meteor',
        'MAX_UPLOAD_BYTES must be a whole number from 0 to 1073741824',
        'PORT must be a whole number from 0 to 65535',
        'RABBITMQ_URL must be a URL that begins with amqp: or amqps:',
        'SHUTDOWN_DELAY_MS must be a whole number from 0 to 9000',
        'UPLOAD_FOLDER is not set',
        'there are slow, http_5xx, log_silence',
      ]);
      return true;
    },
  );
});

test('faults are a list of names', () => {
  const { faults } = readConfig({ ...ENOUGH, FAULTS: ' slow,,log_silence ' });
  assert.deepEqual([...faults], ['slow', 'log_silence']);
});

test('production refuses faults', () => {
  const env = { ...ENOUGH, FAULTS: 'slow', DD_ENV: 'prod' };
  assert.throws(() => readConfig(env), /FAULTS must be empty when DD_ENV is prod/);
  assert.equal(readConfig({ ...env, FAULTS: '' }).faults.size, 0);
});
