// How every application of ours syncs: by itself, back to what is committed, and with a few tries when a cluster is busy.
function(options=[]) {
  automated: { prune: true, selfHeal: true, allowEmpty: false },
  syncOptions: ['ServerSideApply=true', 'CreateNamespace=false', 'FailOnSharedResource=true'] + options,
  retry: { limit: 5, backoff: { duration: '30s', factor: 2, maxDuration: '10m' } },
}
