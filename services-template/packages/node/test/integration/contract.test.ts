// If this fails after an upgrade of dd-trace, src/tracer-seam.ts must follow it before anything else is looked at.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interceptExport, interceptHeaders, TracerChangedError, type ExportedSpan } from '../../src/tracer-seam.ts';
import { runApp } from './run-app.ts';

interface Contract {
  started: string[];
  hosts: unknown[];
  headers: string[];
  ids: Record<string, string>;
  exported: ExportedSpan[];
  /** How many exported spans have the object that identifies the trace of a running span. */
  sameTrace: number;
}

test('the tracer is as the seam expects it', async () => {
  const { logs, stderr, stdout } = await runApp('contract', { DD_TRACE_AGENT_URL: 'http://127.0.0.1:1' });
  const contract = logs.find((line) => 'contract' in line)?.['contract'] as Contract;
  assert.ok(contract, stderr + stdout);
  assert.deepEqual(contract.started, ['function', 'function']);
  assert.deepEqual(contract.hosts, ['peer']);
  assert.ok(contract.headers.includes('x-datadog-trace-id') && !contract.headers.includes('traceparent'));
  assert.match(contract.ids['dd.trace_id'] ?? '', /^[0-9a-f]{32}$/);
  assert.match(contract.ids['dd.span_id'] ?? '', /^\d+$/);
  const [parent, child] = contract.exported;
  assert.equal(contract.exported.length, 2);
  assert.equal(contract.sameTrace, 2);
  assert.equal(parent?.name, 'parent');
  assert.equal(parent?.resource, 'parent');
  assert.equal(parent?.service, 'transcription');
  assert.equal(parent?.meta['text'], 'a');
  assert.equal(parent?.metrics['number'], 1);
  assert.equal(parent?.meta['set.at.start'], 'yes');
  assert.equal(child?.error, 1);
  assert.equal(child?.meta['error.type'], 'TypeError');
  assert.equal(child?.meta['error.message'], 'message');
  assert.match(child?.meta['error.stack'] ?? '', /^TypeError: message\n {4}at /);
});

test('a tracer without the parts is not used', () => {
  assert.throws(() => interceptExport({} as never, (spans) => spans), TracerChangedError);
  assert.throws(() => interceptHeaders({} as never, () => {}), TracerChangedError);
});
