// A job as its producer queues it.
import { randomUUID } from 'node:crypto';

/** The message of a job; `fields` replace what is in it. */
export function job(fields: Record<string, unknown> = {}) {
  return {
    job_id: randomUUID(),
    encounter_id: randomUUID(),
    physician_id: randomUUID(),
    step: 'note',
    document: { text: 'stable' },
    ...fields,
  };
}
