// What the package costs a service: CPU time of each call, in microseconds, user and system. The agent is one that
// answers and does nothing; log lines go to a file that keeps nothing.
import { createServer } from 'node:http';
import { openSync, writeSync } from 'node:fs';
import { createSocket } from 'node:dgram';
import { Counters } from '../src/counters.ts';
import { createLogger } from '../src/logger.ts';
import { createScrubber } from '../src/scrubber.ts';
import { Encounters } from '../src/encounters.ts';
import { createSpanGuard } from '../src/span-guard.ts';
import { init } from '../src/index.ts';

const agent = createServer((request, response) => void request.resume().on('end', () => response.end('{}')));
await new Promise<void>((resolve) => agent.listen(0, '127.0.0.1', resolve));
const sink = createSocket('udp4').bind(0, '127.0.0.1');
await new Promise<void>((resolve) => sink.once('listening', resolve));
Object.assign(process.env, {
  DD_SERVICE: 'cost',
  DD_ENV: 'dev',
  DD_VERSION: '1',
  DD_TRACE_AGENT_URL: `http://127.0.0.1:${(agent.address() as { port: number }).port}`,
  DD_AGENT_HOST: '127.0.0.1',
  DD_DOGSTATSD_PORT: String(sink.address().port),
});
const { baggage, metrics, spans } = init({ logLevel: 'error' });
const counters = new Counters();
const scrubber = createScrubber(counters);
const nowhere = openSync('/dev/null', 'w');
const logger = createLogger({
  counters,
  scrubber,
  level: 'info',
  identity: { service: 'cost', env: 'dev', version: '1' },
  context: () => ({ encounter_id: ENCOUNTER, 'dd.trace_id': '0af7651916cd43dd8448eb211c80319c', 'dd.span_id': '42' }),
  destination: { write: (line) => void writeSync(nowhere, line) },
});
const guard = createSpanGuard(counters, scrubber, new Encounters(), 'cost');
const ENCOUNTER = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const serverSpan = () => ({
  trace_id: {},
  name: 'fastify.request',
  resource: 'GET /encounters/7',
  service: 'cost',
  type: 'web',
  error: 0,
  meta: {
    ...{
      service: 'cost',
      env: 'dev',
      version: '1',
      component: 'fastify',
      'span.kind': 'server',
      language: 'javascript',
    },
    ...{ 'http.url': 'http://cost/encounters/7?x=1', 'http.method': 'GET', 'http.route': '/encounters/:id' },
    ...{ 'http.status_code': '200', 'http.useragent': 'node', 'runtime-id': ENCOUNTER, encounter_id: ENCOUNTER },
    ...{ '_dd.p.tid': '6b0bdeab00000000', '_dd.p.dm': '-0', '_dd.integration': 'fastify' },
  },
  metrics: { '_dd.measured': 1, process_id: 7, _sampling_priority_v1: 1 },
});

const RUNS = 50_000;
const ROUNDS = 7;
async function microseconds(work: (i: number) => unknown): Promise<string> {
  const rounds: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const before = process.cpuUsage();
    for (let i = 0; i < RUNS; i += 1) await work(i);
    const { user, system } = process.cpuUsage(before);
    // The first round compiles.
    if (round > 0) rounds.push((user + system) / RUNS);
  }
  rounds.sort((a, b) => a - b);
  return `${rounds[ROUNDS >> 1]?.toFixed(2)} µs (${rounds[0]?.toFixed(2)} to ${rounds.at(-1)?.toFixed(2)})`;
}

const costs: [string, (i: number) => unknown][] = [
  ['nothing (the loop)', () => undefined],
  ['metrics.count with a tag', () => metrics.count('jobs.total', 1, { queue: 'transcription.jobs' })],
  [
    'logger.info with three fields',
    () => logger.info('job finished', { queue: 'transcription.jobs', duration_ms: 3, retries: 0 }),
  ],
  ['logger.error with an error', () => logger.error('job failed', { error: new Error('x') })],
  ['the guard, a span of a server', () => guard([serverSpan()])],
  [
    'scrubbing an unknown text of 60 characters',
    (i) => scrubber.scrub(`the job ${i} waited longer than usual in its queue today`),
  ],
  [
    'spans.run in an encounter, sent',
    () =>
      baggage.withEncounter(ENCOUNTER, () =>
        spans.run('rag.retrieval', { store: 'pg' }, (span) => span.set('passages', 5)),
      ),
  ],
];
for (const [what, work] of costs) console.log(`${what.padEnd(45)}${await microseconds(work)}`);
process.exit(0);
