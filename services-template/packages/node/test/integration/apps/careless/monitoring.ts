// Loaded before everything else. What the careless service calls has no types, as in JavaScript.
import { init } from '../../../../src/index.ts';

// LLM Observability is on, so that what it sends is looked at as well.
const monitoring = init({ llmObservability: true });

type Log = (message: string, fields?: object) => void;
type Emit = (name: string, value: unknown, tags: object) => void;
type Run = (
  name: string,
  attributes: object,
  fn: (span: { set(key: string, value: unknown): void }) => void,
) => Promise<void>;

export const { baggage, messaging, shutdown } = monitoring;
export const logger = monitoring.logger as unknown as Record<'info' | 'error', Log>;
export const metrics = monitoring.metrics as unknown as Record<'count' | 'gauge', Emit>;
export const spans = monitoring.spans as unknown as { run: Run };

/** An error whose message quotes its input, as most do. */
export class CarelessError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CarelessError';
  }
}

/** Puts a text of a patient where careless code would. */
export type Carrier = (text: string) => unknown;

/** Keys of the policy whose value is a text. */
export const DECLARED = [
  ...['store', 'model', 'provider', 'queue', 'topic', 'operation', 'step', 'rule', 'outcome', 'token_type'],
  ...['job_id', 'encounter_id', 'physician_id', 'error_class', 'component', 'prompt_template', 'route', 'peer'],
  ...['retries', 'passages', 'size_bytes'],
];

/** `text` under every key of the policy. */
export const declared = (text: string): Record<string, string> =>
  Object.fromEntries(DECLARED.map((key) => [key, text]));
