import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runApp } from './run-app.ts';

const start = (SCENARIO: string, env: Record<string, string> = {}) =>
  runApp('start', { SCENARIO, DD_TRACE_AGENT_URL: 'http://127.0.0.1:1', ...env });

test('without the unified tags it says all that is missing, and where to set it', async () => {
  const { code, stderr } = await start('plain', { DD_ENV: '', DD_VERSION: ' ' });
  assert.equal(code, 1);
  assert.match(stderr, /MissingIdentityError: DD_ENV, DD_VERSION not set\. Set them .*tags\.datadoghq\.com\/env/);
});

test('a test may start without them', async () => {
  const { code, logs } = await start('untagged', { DD_ENV: '', DD_VERSION: '', DD_SERVICE: '' });
  assert.equal(code, 0);
  assert.equal(logs[0]?.['message'], 'started');
});

test('a second start returns the first and warns', async () => {
  const { code, logs } = await start('twice');
  assert.equal(code, 0);
  assert.equal(logs.find((line) => 'same' in line)?.['same'], true);
  const warnings = logs.filter((line) => line['status'] === 'warn').map((line) => line['message']);
  assert.deepEqual(warnings, ['monitoring was initialized again; the options of the second call are ignored']);
});

test('a late start names the modules that are not traced', async () => {
  const { logs } = await start('late');
  assert.equal(logs[0]?.['status'], 'warn');
  assert.match(String(logs[0]?.['message']), /^initialized late, .*: express, fastify, http/);
});

test('a timely start does not warn', async () => {
  const { logs } = await start('plain');
  assert.deepEqual(
    logs.map((line) => line['message']),
    ['started'],
  );
});

test('a version of the OpenTelemetry API that is not bridged is found', async () => {
  const { logs } = await start('bridge');
  assert.match(String(logs[0]?.['error']), /SelfCheckError: .*does not record .*@opentelemetry\/api 1\.10 or later/);
});

test('with tracing switched off, code works as before', async () => {
  const { code, logs, stderr } = await start('off', { DD_TRACE_ENABLED: 'false' });
  assert.equal(code, 0, stderr);
  assert.equal(logs.find((line) => 'result' in line)?.['result'], 'worked');
});

test('the deployment cannot open what the package closes', async () => {
  const { logs } = await start('switches', {
    DD_LLMOBS_ENABLED: 'true',
    DD_APPSEC_ENABLED: 'true',
    DD_REMOTE_CONFIGURATION_ENABLED: 'true',
    DD_DYNAMIC_INSTRUMENTATION_ENABLED: 'true',
    DD_TRACE_LEGACY_BAGGAGE_ENABLED: 'true',
    DD_TRACE_PROPAGATION_STYLE_EXTRACT: 'b3',
    DD_TRACE_BAGGAGE_TAG_KEYS: '*',
  });
  const styles = ['datadog', 'tracecontext', 'baggage'];
  assert.deepEqual(logs.find((line) => 'switches' in line)?.['switches'], {
    styles: { inject: styles, extract: styles },
    legacyBaggageEnabled: false,
    baggageTagKeys: [],
    remoteConfig: false,
    llmobs: false,
    appsec: false,
    dynamicInstrumentation: false,
  });
});

test('without an address of the agent it sends to the own machine, without a warning of Node', async () => {
  const { stderr, code } = await runApp('worker', { JOB_MS: '1' });
  assert.equal(code, 0);
  assert.equal(stderr, '');
});

for (const scenario of ['crash', 'rejection']) {
  test(`${scenario}: an error that nobody catches ends the process, without its message`, async () => {
    const { code, stdout, stderr, logs } = await start(scenario);
    assert.equal(code, 1);
    assert.deepEqual([logs[0]?.['message'], logs[0]?.['error_class']], ['the process crashed', 'RangeError']);
    assert.doesNotMatch(stdout + stderr, /Jane/);
  });
}

test('a service that handles what nobody catches decides itself', async () => {
  const { code, logs } = await start('handled');
  assert.equal(code, 0);
  assert.deepEqual(logs, [{ handled: true }]);
});
