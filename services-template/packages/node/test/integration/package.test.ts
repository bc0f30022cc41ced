// The package as services get it: compiled, in a service of ES modules and in one of CommonJS.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { after, before, beforeEach, test } from 'node:test';
import { runNode } from './run-app.ts';
import { startAgent } from './test-agent.ts';

let agent: Awaited<ReturnType<typeof startAgent>>;
before(async () => {
  execFileSync('npm', ['run', 'build'], { cwd: fileURLToPath(new URL('../..', import.meta.url)), stdio: 'pipe' });
  agent = await startAgent();
});
beforeEach(() => agent.clear());
after(() => agent.stop());

const services: [string, string[]][] = [
  ['ES modules', ['--import', './services/monitoring.mjs', 'services/main.mjs']],
  ['CommonJS', ['services/main.cjs']],
];
for (const [kind, nodeArguments] of services) {
  test(`a service of ${kind} is traced, on the server's and the client's side`, async () => {
    const { code, logs, stderr } = await runNode(nodeArguments, { DD_TRACE_AGENT_URL: agent.url });
    assert.equal(code, 0, stderr);
    assert.deepEqual(
      logs.map((line) => line['message']),
      ['answered', 'shutting down', 'shut down'],
    );
    const spans = await agent.spans();
    const server = spans.find((span) => span.name === 'fastify.request');
    const client = spans.find((span) => span.name === 'http.request');
    assert.equal(server?.resource, 'GET /encounters/:id');
    assert.equal(server?.trace_id, client?.trace_id);
    assert.match(String(logs[0]?.['dd.trace_id']), /^[0-9a-f]{32}$/);
  });
}

test('a service of ES modules that forgot `--import` is warned', async () => {
  const { logs } = await runNode(['services/main.mjs'], { DD_TRACE_AGENT_URL: agent.url });
  assert.match(String(logs[0]?.['message']), /^initialized late, .*: fastify, http/);
});
