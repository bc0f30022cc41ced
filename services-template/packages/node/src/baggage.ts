// Baggage goes with a request to every service behind this one. The policy allows one key, the encounter; whatever else
// comes in is dropped before anything can read it or send it on.
import { AsyncResource } from 'node:async_hooks';
import type { Tracer } from 'dd-trace';
import type { Counters } from './counters.ts';
import type { Encounters } from './encounters.ts';
import { isAdmitted } from './forms.ts';

const ENCOUNTER = 'encounter_id';

/** The baggage of the current request or job. */
export interface Baggage {
  /** The encounter that is being worked on, if it is known. */
  encounterId(): string | undefined;
  /**
   * Runs `fn` for an encounter: every span of its trace, every log line and every call to another service of the platform
   * carries the id, those that were open before included. Spans of a trace with several encounters carry only their own. An id that is not a UUID is dropped and counted, and `fn` runs without it.
   */
  withEncounter<R>(id: string, fn: () => R): R;
}

/** Removes what the policy does not allow from the current baggage, and counts it. */
export function dropUnknown(tracer: Tracer, counters: Counters): void {
  for (const [key, value] of Object.entries(tracer.getAllBaggageItems())) {
    if (isAdmitted('baggage', key, value)) continue;
    tracer.removeBaggageItem(key);
    counters.add('telemetry.dropped_keys');
  }
}

/** Baggage over the tracer's. */
export function createBaggage(tracer: Tracer, counters: Counters, encounters: Encounters): Baggage {
  return {
    encounterId() {
      const id = tracer.getBaggageItem(ENCOUNTER);
      return isAdmitted('baggage', ENCOUNTER, id) ? String(id) : undefined;
    },
    withEncounter(id, fn) {
      if (!isAdmitted('baggage', ENCOUNTER, id)) {
        counters.add('telemetry.dropped_keys');
        return fn();
      }
      // The spans that are open already belong to the encounter too.
      const active = tracer.scope().active();
      if (active) encounters.note(active, id);
      // The tracer sets baggage for what follows in the same execution, the caller included. A scope of its own keeps the
      // encounter of one job from being put on the next.
      return new AsyncResource('encounter').runInAsyncScope(() => {
        tracer.setBaggageItem(ENCOUNTER, id);
        return fn();
      });
    },
  };
}
