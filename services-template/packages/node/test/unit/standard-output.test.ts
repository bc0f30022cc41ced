import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { Counters } from '../../src/counters.ts';
import { standardOutput } from '../../src/standard-output.ts';

function output(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const counters = new Counters();
  const stream = new PassThrough();
  const chunks: string[] = [];
  stream.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  const lines = standardOutput(counters, stream as unknown as NodeJS.WriteStream);
  return { ...lines, counters, stream, chunks };
}

test('lines are written together, in order, after a few milliseconds', (t) => {
  const { write, chunks } = output(t);
  write('a\n');
  write('b\n');
  assert.deepEqual(chunks, []);
  t.mock.timers.tick(20);
  assert.deepEqual(chunks, ['a\nb\n']);
  write('c\n');
  t.mock.timers.tick(20);
  assert.deepEqual(chunks, ['a\nb\n', 'c\n']);
});

test('a flush writes at once what was gathered, and nothing twice', (t) => {
  const { write, flush, chunks } = output(t);
  write('a\n');
  flush();
  flush();
  t.mock.timers.tick(20);
  assert.deepEqual(chunks, ['a\n']);
});

test('what exceeds the bound is lost and counted', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const counters = new Counters();
  const stalled = new Writable({ write: () => {} });
  const { write, flush } = standardOutput(counters, stalled as unknown as NodeJS.WriteStream);
  const line = 'x'.repeat(1024 * 1024);
  for (let i = 0; i < 20; i += 1) write(line);
  flush();
  for (let i = 0; i < 20; i += 1) write(line);
  assert.equal(counters.value('telemetry.dropped_keys'), 35);
  assert.equal(stalled.writableLength, 5 * 1024 * 1024);
});

test('lines to a closed pipe are counted', (t) => {
  const { write, flush, counters, stream } = output(t);
  write('a\n');
  write('b\n');
  stream.destroy();
  flush();
  write('c\n');
  assert.equal(counters.value('telemetry.dropped_keys'), 3);
});
