// Metadata of an Argo CD object.
function(ctx, name, wave, annotations={}, labels={}) {
  name: name,
  namespace: ctx.policy.platform.argocd_namespace,
  labels: { 'app.kubernetes.io/part-of': ctx.policy.platform.managed_by } + labels,
  annotations: { 'argocd.argoproj.io/sync-wave': std.toString(wave) } + annotations,
}
