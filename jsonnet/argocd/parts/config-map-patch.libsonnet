// A part of a ConfigMap that Argo CD's installation owns. Server-side apply adds these keys and leaves all others; the object is never
// pruned, so that removing the file from this repository cannot remove Argo CD's settings.
local meta = import 'argocd/parts/meta.libsonnet';
local names = import 'argocd/parts/names.libsonnet';

function(ctx, name, data) {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: meta(
    ctx,
    name,
    names.waves.config,
    annotations={ 'argocd.argoproj.io/sync-options': 'ServerSideApply=true,Prune=false,Delete=false' },
    // Argo CD reads its settings only from objects with this label.
    labels={ 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'argocd' },
  ),
  data: data,
}
