// What the package counts about itself: what it dropped and masked. A burst of bad log lines must not become a burst of
// packets, so the sums are kept here and sent once a second.
import type { MetricOf } from './vocabulary-types.ts';

type Counted = Extract<MetricOf<'count'>, `phi.scrubber.${string}` | 'telemetry.dropped_keys'>;
type Send = (metric: Counted, value: number, rule: string | undefined) => void;

const FLUSH_INTERVAL_MS = 1000;

// Most have no rule, and every span and log line is counted: no text is made for those.
const keyOf = (metric: Counted, rule: string | undefined): string =>
  rule === undefined ? metric : `${metric} ${rule}`;

/** Sums of events by metric and rule. Rules come from the policy and from code, so their number is bounded. */
export class Counters {
  readonly #sums = new Map<string, { metric: Counted; rule: string | undefined; value: number }>();
  #timer: NodeJS.Timeout | undefined;

  /** Adds `value` events; `rule` is the PHI rule, for the metrics that carry one. */
  add(metric: Counted, value = 1, rule?: string): void {
    const key = keyOf(metric, rule);
    const sum = this.#sums.get(key);
    if (sum) sum.value += value;
    else this.#sums.set(key, { metric, rule, value });
  }

  /** The events counted since the last flush. */
  value(metric: Counted, rule?: string): number {
    return this.#sums.get(keyOf(metric, rule))?.value ?? 0;
  }

  /** Sends the sums every second, without keeping the process alive. */
  start(send: Send): void {
    this.#timer = setInterval(() => this.flush(send), FLUSH_INTERVAL_MS);
    this.#timer.unref();
  }

  /** Sends the sums and begins anew. */
  flush(send: Send): void {
    for (const { metric, rule, value } of this.#sums.values()) send(metric, value, rule);
    this.#sums.clear();
  }

  /** Stops the timer; what is left is sent by `flush`. */
  stop(): void {
    clearInterval(this.#timer);
  }
}
