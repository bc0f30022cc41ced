// What a message holds. Everything but the ids and the step may be patient data: it belongs in no log, tag or error.

/** What is filed. */
export const STEPS = ['note', 'order', 'claim'] as const;
/** One of them. */
export type Step = (typeof STEPS)[number];

/** A job: a document to file into the EHR. */
export interface Job {
  readonly jobId: string;
  readonly encounterId: string;
  /** Who signed it, by the surrogate id. */
  readonly physicianId: string | undefined;
  readonly step: Step;
  readonly document: unknown;
}

/** The message is no job, and will not become one. */
export class InvalidJob extends Error {
  override readonly name = 'InvalidJob';
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads a message: `{ job_id, encounter_id, physician_id?, step, document }`. */
export function parseJob(content: Buffer): Job | InvalidJob {
  const { job_id, encounter_id, physician_id, step, document } = objectIn(content);
  const isKnown = STEPS.some((name) => name === step);
  const physicianIsValid = physician_id === undefined || isUuid(physician_id);
  if (!isUuid(job_id) || !isUuid(encounter_id) || !physicianIsValid || !isKnown || document === undefined) {
    return new InvalidJob();
  }
  return { jobId: job_id, encounterId: encounter_id, physicianId: physician_id, step: step as Step, document };
}

const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

function objectIn(content: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(content.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // Not JSON. The message of this error holds a part of the text.
    return {};
  }
}
