// A worker that is asked to stop while a job runs; JOB_MS is how long the job takes.
import { setTimeout as sleep } from 'node:timers/promises';
import { init } from '../../../src/index.ts';

const { health, logger, metrics, shutdown, spans } = init({ shutdownDeadlineMs: 500 });
const job = spans.run('transcription.transcribe', {}, () => sleep(Number(process.env['JOB_MS'])));
shutdown.addDrain('job', async () => {
  logger.info((await health.ready()).ready ? 'ready' : 'not ready');
  await job;
  metrics.count('jobs.total', 1, { queue: 'transcription.jobs' });
});
shutdown.addDrain('fails', () => {
  if (process.env['FAILS']) throw new TypeError('patient Jane');
});
shutdown.onSigterm();
process.kill(process.pid, 'SIGTERM');
// Twice is once.
setTimeout(() => void shutdown(), 10);
