// Messages to Slack when an application fails to sync, cannot be compared or is degraded: which object, and what Argo CD or Datadog says of it. The token is in the Secret
// argocd-notifications-secret.
local config_map_patch = import 'argocd/parts/config-map-patch.libsonnet';

local yaml(value) = std.manifestYamlDoc(value, indent_array_in_object=true, quote_keys=false) + '\n';

local link = '<{{.context.argocdUrl}}/applications/{{.app.metadata.namespace}}/{{.app.metadata.name}}|{{.app.metadata.name}}>';
local where = ' on {{.app.spec.destination.name}}';

// A line for each of the first objects in `list` for which `condition` holds; `message` is where the object's words are. One cause often breaks a hundred.
local shown = 5;
local objects(list, condition, message) =
  '{{$n := 0}}{{range %s}}{{if %s}}{{$n = add $n 1}}{{if le $n %d}}\n• {{.kind}} {{.name}}{{with %s}}: {{.}}{{end}}{{end}}{{end}}{{end}}' % [list, condition, shown, message]
  + '{{if gt $n %d}}\n… {{sub $n %d}} more{{end}}' % [shown, shown];

function(ctx)
  local platform = ctx.policy.platform;
  local runbook = '\nRunbook: ' + platform.repository + '/blob/' + platform.revision + '/docs/how-to/bootstrap-argocd.md#when-a-sync-fails';
  [
    config_map_patch(ctx, 'argocd-notifications-cm', {
      context: yaml({ argocdUrl: platform.argocd_url }),
      'service.slack': yaml({ token: '$slack-token' }),
      'template.app-sync-failed': yaml({
        message:
          ':x: sync of ' + link + where + ' failed: {{.app.status.operationState.message}}'
          // An object that the API server refuses has failed; one that Datadog refuses holds its wave.
          + '{{with .app.status.operationState.syncResult}}'
          + objects('.resources', 'or (eq .status "SyncFailed") (eq .hookPhase "Failed")', '.message')
          + '{{end}}'
          + runbook,
      }),
      'template.app-health-degraded': yaml({
        message:
          ':warning: ' + link + where + ' is degraded'
          // Kept in the application by controller.resource.health.persist (argocd-cmd-params-cm).
          + objects('.app.status.resources', 'and .health (eq .health.status "Degraded")', '.health.message')
          + runbook,
      }),
      'template.app-comparison-failed': yaml({
        message:
          ':x: ' + link + where + ' cannot be compared with the repository, so no change is applied'
          + '{{range .app.status.conditions}}\n• {{.type}}: {{.message}}{{end}}'
          + runbook,
      }),
      // An application has no status before it is first compared.
      'trigger.on-sync-failed': yaml([{
        description: 'the last sync failed',
        when: "app.status?.operationState?.phase in ['Error', 'Failed']",
        send: ['app-sync-failed'],
      }]),
      // Argo CD waits for three minutes before it calls a repository that cannot be read unknown.
      'trigger.on-comparison-failed': yaml([{
        description: 'the repository, a manifest or the cluster cannot be read',
        when: "app.status?.sync?.status == 'Unknown'",
        send: ['app-comparison-failed'],
      }]),
      'trigger.on-health-degraded': yaml([{
        description: 'Datadog refuses an object, or pods do not start',
        when: "app.status?.health?.status == 'Degraded'",
        send: ['app-health-degraded'],
      }]),
    }),
  ]
