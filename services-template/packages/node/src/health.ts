// What the kubelet asks. Serving the answers is the service's; its framework has the routes.

/** A check: `false` or an error means not ready. */
export type ReadinessCheck = () => boolean | Promise<boolean>;

/** Whether the service is ready, and which checks say that it is not. */
export interface Readiness {
  readonly ready: boolean;
  readonly failed: readonly string[];
}

/** The state of the service. */
export interface Health {
  /** True while the process can answer at all. Dependencies do not belong here: a restart does not heal them. */
  live(): boolean;
  /** Runs all checks at once; false as soon as the service shuts down. Never rejects. */
  ready(): Promise<Readiness>;
  /** Adds or replaces a check; one that takes longer than `timeoutMs` (default 1,000) has failed. */
  addReadiness(name: string, check: ReadinessCheck, timeoutMs?: number): void;
  /** Makes the service not ready for good, so that no new work arrives. */
  stopReadiness(): void;
}

async function passes(check: ReadinessCheck, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  try {
    return (await Promise.race([check(), timeout])) === true;
  } catch {
    // The caller learns the name of the check; why it failed is the check's to log.
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** Health without checks: live and ready. */
export function createHealth(): Health {
  const checks = new Map<string, { check: ReadinessCheck; timeoutMs: number }>();
  let stopping = false;
  return {
    live: () => true,
    async ready() {
      if (stopping) return { ready: false, failed: ['shutdown'] };
      const results = await Promise.all(
        [...checks].map(async ([name, { check, timeoutMs }]) => ((await passes(check, timeoutMs)) ? [] : [name])),
      );
      const failed = results.flat();
      return { ready: failed.length === 0 && !stopping, failed };
    },
    addReadiness: (name, check, timeoutMs = 1000) => void checks.set(name, { check, timeoutMs }),
    stopReadiness: () => void (stopping = true),
  };
}
