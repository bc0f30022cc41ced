// How every application of ours syncs: by itself, back to what is committed, and with a few tries when a cluster is busy.
function(options=[]) {
  automated: { prune: true, selfHeal: true, allowEmpty: false },
  syncOptions: ['ServerSideApply=true', 'CreateNamespace=false', 'FailOnSharedResource=true'] + options,
  // The tries take a quarter of an hour. With `refresh` each takes the newest commit; without, a commit that repairs the sync waits for the last try, and
  // where Argo CD has already compared it, is never applied.
  retry: { limit: 5, refresh: true, backoff: { duration: '30s', factor: 2, maxDuration: '10m' } },
}
