// A broker that is not installed: its tests are skipped with the reason, and fail where everything must run.

/** What to pass to a test that needs it. */
export function optionsWithout(reason: string | undefined): { skip?: string } {
  if (reason !== undefined && process.env['CI'] === 'true') throw new Error(reason);
  return reason === undefined ? {} : { skip: reason };
}
