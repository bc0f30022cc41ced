// How checks reach the stores (docs/decisions/0033-checks-over-tls.md): over TLS, with the certificate verified against the authority of the stores, where
// settings.libsonnet says so. Every store's certificate is of that authority, which issues none for anything else.
local names = import 'agent/names.libsonnet';
local setting = import 'agent/setting.libsonnet';

local volume = 'store-ca';
local directory = '/etc/store-ca';
local key = 'ca.crt';

local mounted = {
  volumes: [{
    name: volume,
    // Without the Secret the checks fail and their monitors say so. Were it required, no agent would start, and logs and traces would stop as well.
    secret: { secretName: names.secrets.store_ca, optional: true },
  }],
  volumeMounts: [{ name: volume, mountPath: directory, readOnly: true }],
};

{
  // The key of the authority's certificate in its Secret.
  ca_key:: key,
  ca:: directory + '/' + key,

  is_tls(ctx):: setting.of(ctx.env).checks_over_tls,

  // Where the agents that run checks find the authority's certificate.
  values(ctx)::
    if self.is_tls(ctx) then { agents+: mounted, clusterChecksRunner+: mounted } else {},
}
