// Settings that Argo CD's controller reads when it starts: docs/how-to/bootstrap-argocd.md applies them before its first start, and says what to restart
// after a change.
local config_map_patch = import 'argocd/parts/config-map-patch.libsonnet';

function(ctx) [
  config_map_patch(ctx, 'argocd-cmd-params-cm', {
    // The health of each object is kept in its application, where notifications read what is degraded.
    'controller.resource.health.persist': 'true',
    // A wave that never becomes healthy ends after an hour, and the next commit is applied. Longer than all tries of a sync (a quarter of an hour) and than
    // a rollout of the agents in production.
    'controller.sync.timeout.seconds': '3600',
  }),
]
