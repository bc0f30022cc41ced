// Baggage is for the services of the platform; a third party must not learn which encounter a request is about.

/** Hosts whose names end so are ours, unless `init` says otherwise. */
export const DEFAULT_INTERNAL_SUFFIXES: readonly string[] = ['.svc.cluster.local'];

/** A test of host names: those that end with a suffix, names without a dot (a Kubernetes service), the own machine. */
export function internalHosts(suffixes: readonly string[]): (host: unknown) => boolean {
  const endings = suffixes.map((suffix) => suffix.toLowerCase());
  return (host) => {
    if (typeof host !== 'string' || host === '') return false;
    const name = host.toLowerCase().replace(/\.$/, '');
    if (name === '127.0.0.1' || name === '::1' || name === '[::1]') return true;
    if (/^[a-z0-9-]*[a-z-][a-z0-9-]*$/.test(name)) return true;
    return endings.some((ending) => name.endsWith(ending) && name.length > ending.length);
  };
}
