// Works like a busy service, and says how long the slowest piece of work took and how much memory
// grew.
import { writeFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { init } from '../../../src/index.ts';

const { baggage, logger, metrics, shutdown, spans } = init();
const ENCOUNTER = '8b0f6f57-7e0e-4bb1-9a3a-2f54a3f4d9b1';
const COUNT = Number(process.env['COUNT']);

const work = () =>
  baggage.withEncounter(ENCOUNTER, () =>
    metrics.measure('jobs', { queue: 'transcription.jobs' }, () =>
      spans.run('transcription.transcribe', { model: 'm-1' }, () => logger.info('job finished', { duration_ms: 3 })),
    ),
  );
let slowest = 0;
async function load(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const start = performance.now();
    await work();
    slowest = Math.max(slowest, performance.now() - start);
    if (i % 10 === 0) await turn();
  }
}
await load(COUNT / 10);
const before = process.memoryUsage().rss;
await load(COUNT);
const grownMb = (process.memoryUsage().rss - before) / 1e6;
const start = performance.now();
await shutdown();
const shutdownMs = performance.now() - start;
writeFileSync(process.env['RESULT'] ?? '/dev/null', JSON.stringify({ slowest, grownMb, shutdownMs }));
process.exit(0);
