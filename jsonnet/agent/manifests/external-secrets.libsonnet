// The Secrets of the agent, the operator and the checks, filled from Vault or AWS SSM. Nothing secret is in this repository.
local autodiscovery = import 'agent/autodiscovery.libsonnet';
local credentials = import 'agent/credentials.libsonnet';
local names = import 'agent/names.libsonnet';
local meta = import 'agent/object-meta.libsonnet';
local stores = import 'agent/secret-stores.libsonnet';
local transport = import 'agent/transport.libsonnet';

// The API server fills these in, and Argo CD would report them as a difference for ever.
local defaults = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };

// `keys` maps the key in the Secret to the key in the store.
local external_secret(ctx, name, keys) = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: meta.in_namespace(ctx, name),
  spec: {
    refreshInterval: '1h',
    secretStoreRef: { kind: 'SecretStore', name: names.secret_store },
    // A key that disappears from the store must not remove the agents' keys as well.
    target: { name: name, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
    data: [{ secretKey: key, remoteRef: defaults + stores.of(ctx).ref(ctx, keys[key]) } for key in std.objectFields(keys)],
  },
};

local account(ctx) = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: meta.in_namespace(ctx, names.secret_store_account),
  automountServiceAccountToken: false,
};

function(ctx)
  (if ctx.environment.secret_store == 'vault' then [account(ctx)] else []) + [
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: meta.in_namespace(ctx, names.secret_store),
      spec: { provider: stores.of(ctx).provider(ctx) },
    },
    external_secret(ctx, names.secrets.keys, { 'api-key': 'api-key', 'app-key': 'app-key' }),
    external_secret(ctx, names.secrets.cluster_agent, { token: 'cluster-agent-token' }),
    external_secret(ctx, names.secrets.integrations, {
      [credentials.password_key(service)]: credentials.password_key(service)
      for service in autodiscovery.with_password(ctx)
    }),
  ]
  + (if transport.is_tls(ctx) then [external_secret(ctx, names.secrets.store_ca, { [transport.ca_key]: 'store-ca' })] else [])
