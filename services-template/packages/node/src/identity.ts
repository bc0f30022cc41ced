// Unified service tagging: the three values without which nobody finds the telemetry of a service.

/** Unified tags by name, as far as they are known. */
export type Identity = Readonly<Partial<Record<'service' | 'env' | 'version', string>>>;

/** The environment does not say who the service is. The message names all that is missing, and where to set it. */
export class MissingIdentityError extends Error {
  override readonly name = 'MissingIdentityError';
  readonly missing: readonly string[];

  constructor(missing: readonly string[]) {
    super(
      `${missing.join(', ')} not set. Set them as environment variables of the container, from the pod's labels ` +
        'tags.datadoghq.com/service, tags.datadoghq.com/env and tags.datadoghq.com/version; ' +
        'on your machine: DD_SERVICE=<name> DD_ENV=dev DD_VERSION=local. In tests: init({ allowUntagged: true }).',
    );
    this.missing = missing;
  }
}

/** Reads DD_SERVICE, DD_ENV and DD_VERSION. */
export function readIdentity(env: NodeJS.ProcessEnv, allowUntagged: boolean): Identity {
  const variables = { service: 'DD_SERVICE', env: 'DD_ENV', version: 'DD_VERSION' } as const;
  const found = Object.entries(variables).map(([tag, variable]) => [tag, env[variable]?.trim() ?? ''] as const);
  const missing = found.filter(([, value]) => value === '').map(([tag]) => variables[tag as keyof typeof variables]);
  if (missing.length > 0 && !allowUntagged) throw new MissingIdentityError(missing);
  return Object.fromEntries(found.filter(([, value]) => value !== ''));
}
