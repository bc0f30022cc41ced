// Which encounter each trace in this process is about. A server's span, or that of a delivery, begins before the encounter
// is known and may end without a child; the guard of spans asks here when it leaves.
import { localTrace } from './tracer-seam.ts';
import type { ExportedSpan } from './tracer-seam.ts';
import type { Span } from 'dd-trace';

/** The encounters that ran in the traces of this process. */
export class Encounters {
  // `undefined` in place of an id: several ran. Entries go with their trace.
  readonly #known = new WeakMap<object, string | undefined>();

  /** The span's trace works on this encounter. */
  note(span: Span, encounter: string): void {
    const trace = localTrace(span);
    if (trace !== undefined) this.#add(trace, encounter);
  }

  #add(trace: object, encounter: string): void {
    const several = this.#known.has(trace) && this.#known.get(trace) !== encounter;
    this.#known.set(trace, several ? undefined : encounter);
  }

  /** Gives the spans of a trace that have none its encounter. Not if several ran in it: whose the rest is, nobody knows. */
  share(spans: readonly ExportedSpan[]): void {
    for (const { trace_id: trace, meta } of spans) {
      const own = meta['encounter_id'];
      if (own !== undefined) this.#add(trace, own);
    }
    for (const { trace_id: trace, meta } of spans) {
      const encounter = this.#known.get(trace);
      if (encounter !== undefined) meta['encounter_id'] ??= encounter;
    }
  }
}
