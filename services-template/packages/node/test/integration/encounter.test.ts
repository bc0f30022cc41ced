// Every span of a trace carries its encounter, whenever the encounter became known.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, beforeEach, test } from 'node:test';
import { startMonitored } from './monitored.ts';

const ONE = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const TWO = '3f2504e0-4f89-41d3-9a0c-0305e82c3302';

// A chunk of a trace leaves when it has this many finished spans, and the rest of the trace later.
process.env['DD_TRACE_PARTIAL_FLUSH_MIN_SPANS'] = '20';
let monitored: Awaited<ReturnType<typeof startMonitored>>;
let url: string;
let handle: () => Promise<void>;
let stop: () => void;
before(async () => {
  monitored = await startMonitored();
  const { createServer } = await import('node:http');
  const server = createServer((_, response) => void handle().finally(() => response.end())).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  stop = () => server.close().closeAllConnections();
});
after(async () => {
  stop();
  await monitored.stop();
});
beforeEach(() => monitored.clear());

/** The encounter of each span that arrived, by name. */
async function encounters(name: string, count: number): Promise<(string | undefined)[]> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const spans = await monitored.spans(name);
    if (spans.length >= count) return spans.map(({ meta }) => meta['encounter_id']);
    await sleep(20);
  }
  return assert.fail(`fewer than ${count} spans ${name}`);
}
/** Serves a request by `work`, which is not called by a traced client. */
async function serve(work: () => Promise<void>): Promise<void> {
  handle = work;
  const { get } = await import('node:http');
  const request = monitored.tracer.scope().activate(null as never, () => get(url));
  const [response] = await once(request, 'response');
  response.resume();
  await once(response, 'end');
}

test('a request whose work has no span of its own', async () => {
  await serve(() => monitored.monitoring.baggage.withEncounter(ONE, () => sleep(2)));
  assert.deepEqual(await encounters('web.request', 1), [ONE]);
});

test('a request that learns the encounter after an await, below another span', async () => {
  await serve(async () => {
    await monitored.tracer.trace('authenticate', () => sleep(1));
    await monitored.tracer.trace('handler', async () => {
      await sleep(1);
      await monitored.monitoring.baggage.withEncounter(ONE, () => sleep(1));
    });
  });
  for (const name of ['web.request', 'authenticate', 'handler'])
    assert.deepEqual(await encounters(name, 1), [ONE], name);
});

test('a delivery without baggage, whose message says the encounter', async () => {
  const { baggage, messaging } = monitored.monitoring;
  await messaging.extract({ kind: 'job' }, () => baggage.withEncounter(ONE, () => sleep(1)));
  assert.deepEqual(await encounters('messaging.process', 1), [ONE]);
});

test('a delivery whose handler is left before the work ends, as amqplib delivers', async () => {
  const { baggage, spans } = monitored.monitoring;
  let work: Promise<unknown> = Promise.resolve();
  monitored.tracer.trace('delivery', () => {
    work = baggage.withEncounter(ONE, () => spans.run('note.generation', {}, () => sleep(5)));
  });
  await work;
  assert.deepEqual(await encounters('delivery', 1), [ONE]);
  assert.deepEqual(await encounters('note.generation', 1), [ONE]);
});

test('a request whose first spans have left already', async () => {
  await serve(() =>
    monitored.monitoring.baggage.withEncounter(ONE, async () => {
      for (let i = 0; i < 25; i += 1) monitored.tracer.trace('step', () => {});
      await encounters('step', 20);
    }),
  );
  assert.deepEqual(await encounters('web.request', 1), [ONE]);
});

test('two encounters in one trace: their spans have their own, the others have none', async () => {
  const { baggage } = monitored.monitoring;
  const work = (id: string) => () =>
    baggage.withEncounter(id, () => monitored.tracer.trace(`work.${id.at(-1)}`, () => sleep(2)));
  await serve(async () => void (await Promise.all([ONE, TWO].map((id) => work(id)()))));
  assert.deepEqual(await encounters('work.1', 1), [ONE]);
  assert.deepEqual(await encounters('work.2', 1), [TWO]);
  assert.deepEqual(await encounters('web.request', 1), [undefined]);
});

test('two encounters one after the other, of which the first has no span', async () => {
  const { baggage } = monitored.monitoring;
  await serve(async () => {
    await baggage.withEncounter(ONE, () => sleep(1));
    await baggage.withEncounter(TWO, () => monitored.tracer.trace('work', () => sleep(1)));
  });
  assert.deepEqual(await encounters('work', 1), [TWO]);
  assert.deepEqual(await encounters('web.request', 1), [undefined]);
});

test('requests of two encounters at once, in traces of their own', async () => {
  const { baggage, messaging } = monitored.monitoring;
  const job = (id: string) => messaging.extract({}, () => baggage.withEncounter(id, () => sleep(3)));
  await Promise.all([ONE, TWO].map(job));
  assert.deepEqual((await encounters('messaging.process', 2)).sort(), [ONE, TWO]);
});
