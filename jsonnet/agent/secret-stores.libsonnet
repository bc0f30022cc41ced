// Where ExternalSecrets find the keys, by the environment's `secret_store`. Each: the store's provider, and how a key is named there.
local names = import 'agent/names.libsonnet';
local check = import 'lib/check.libsonnet';

local stores = {
  vault: {
    provider(ctx):: {
      vault: {
        server: 'https://vault.scribemed.internal:8200',
        path: 'secret',
        version: 'v2',
        auth: {
          kubernetes: {
            mountPath: 'kubernetes/' + ctx.environment.cluster,
            role: 'datadog',
            serviceAccountRef: { name: names.secret_store_account },
          },
        },
      },
    },
    // One secret for each key: Terraform writes the keys of Datadog, the owner of a data store its password, and neither overwrites the other's.
    ref(ctx, key):: { key: ctx.environment.secret_path + '/' + key, property: 'value' },
  },

  'aws-ssm': {
    // No `auth`: the controller's own identity (IRSA or Pod Identity), which may read below the path and nothing else.
    provider(ctx):: { aws: { service: 'ParameterStore', region: 'us-east-1' } },
    // One SecureString a key.
    ref(ctx, key):: { key: ctx.environment.secret_path + '/' + key },
  },
};

{
  of(ctx):: check.lookup('agent/unknown-secret-store', 'secret store', ctx.environment.secret_store, stores, 'policy/environments.libsonnet'),
}
