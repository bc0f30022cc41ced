// Compiled by `npm run lint`, never run: each line below the directive must be a mistake.
import type { Logger } from '../../src/logger.ts';

const STARTED = 'worker started';

export function mistakes(logger: Logger, patient: string, ward: number): void {
  logger.info('job finished');
  logger.info(STARTED, { queue: 'transcription.jobs', duration_ms: 3 });
  logger.info(`job finished`, { outcome: 'success' });
  logger.error('job failed', { error: new Error(patient) });
  logger.with({ component: 'consumer' }).warn('slow');

  // @ts-expect-error a text that is only known at run time
  logger.info(patient);
  // @ts-expect-error a template with a hole
  logger.info(`job of ${patient} finished`);
  // @ts-expect-error a template with a number
  logger.info(`job of ward ${ward} finished`);
  // @ts-expect-error a text put together
  logger.info('job of ' + patient);
  // @ts-expect-error an unknown field
  logger.info('job finished', { patient_name: 'x' });
  // @ts-expect-error a field of another type
  logger.info('job finished', { duration_ms: '3' });
  // @ts-expect-error a value that is not in the closed set
  logger.info('job finished', { outcome: 'great' });
  // @ts-expect-error a field of the bound logger
  logger.with({ patient_name: 'x' });
}
