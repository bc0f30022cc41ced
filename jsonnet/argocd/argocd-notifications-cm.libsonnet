// Messages to Slack when an application fails to sync or is degraded. The token is in the Secret argocd-notifications-secret.
local config_map_patch = import 'argocd/parts/config-map-patch.libsonnet';

local yaml(value) = std.manifestYamlDoc(value, indent_array_in_object=true, quote_keys=false) + '\n';

local link = '<{{.context.argocdUrl}}/applications/{{.app.metadata.namespace}}/{{.app.metadata.name}}|{{.app.metadata.name}}>';
local where = ' on {{.app.spec.destination.name}}';

function(ctx)
  local runbook = '\nRunbook: ' + ctx.policy.platform.repository + '/blob/' + ctx.policy.platform.revision + '/docs/how-to/bootstrap-argocd.md#when-a-sync-fails';
  [
    config_map_patch(ctx, 'argocd-notifications-cm', {
      'service.slack': yaml({ token: '$slack-token' }),
      'template.app-sync-failed': yaml({
        message: ':x: sync of ' + link + where + ' failed: {{.app.status.operationState.message}}' + runbook,
      }),
      'template.app-health-degraded': yaml({
        message: ':warning: ' + link + where + ' is degraded{{if .app.status.health.message}}: {{.app.status.health.message}}{{end}}' + runbook,
      }),
      'trigger.on-sync-failed': yaml([{
        description: 'the last sync did not get through',
        when: "app.status.operationState != nil and app.status.operationState.phase in ['Error', 'Failed']",
        send: ['app-sync-failed'],
      }]),
      'trigger.on-health-degraded': yaml([{
        description: 'an object that Datadog refuses, or pods that do not come up',
        when: "app.status.health.status == 'Degraded'",
        send: ['app-health-degraded'],
      }]),
    }),
  ]
