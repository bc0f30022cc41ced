// Keys and passwords come from Secrets that ExternalSecrets fill (agent/manifests/external-secrets.libsonnet). Checks name theirs
// by handle; the agent that runs the check reads the Secret through the script that the image ships, with leave for that Secret only.
local names = import 'agent/names.libsonnet';

{
  // The handle of the password by which the agent logs in to a service.
  password(ctx, service)::
    'ENC[k8s_secret@' + ctx.policy.platform.agent_namespace + '/' + names.secrets.integrations + '/' + self.password_key(service) + ']',

  password_key(service):: service + '-password',

  values(ctx):: {
    datadog+: {
      apiKeyExistingSecret: names.secrets.keys,
      appKeyExistingSecret: names.secrets.keys,
      secretBackend: {
        command: '/readsecret_multiple_providers.sh',
        enableGlobalPermissions: false,
        roles: [{ namespace: ctx.policy.platform.agent_namespace, secrets: [names.secrets.integrations] }],
      },
    },
    clusterAgent+: {
      tokenExistingSecret: names.secrets.cluster_agent,
      // The cluster agent hands checks on with their handles unresolved: passwords never pass through it.
      envDict+: { DD_SECRET_BACKEND_SKIP_CHECKS: 'true' },
    },
  },
}
