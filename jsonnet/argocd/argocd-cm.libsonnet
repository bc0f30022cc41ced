// Health of what Argo CD does not know: the Datadog objects, and applications inside an application. ExternalSecret, SecretStore and
// ApplicationSet it knows. The scripts' cases are in argocd/health/cases.json.
local config_map_patch = import 'argocd/parts/config-map-patch.libsonnet';

function(ctx) [
  config_map_patch(ctx, 'argocd-cm', {
    'resource.customizations.health.argoproj.io_Application': importstr 'argocd/health/application.lua',
    'resource.customizations.health.datadoghq.com_DatadogGenericResource': importstr 'argocd/health/datadog-generic-resource.lua',
    'resource.customizations.health.observability.scribemed.io_DatadogLinkedResource': importstr 'argocd/health/datadog-linked-resource.lua',
  }),
]
