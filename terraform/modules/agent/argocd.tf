# In the cluster of Argo CD. Everything else in manifests/argocd is applied by the root application.
resource "kubernetes_manifest" "project" {
  for_each = local.argocd.projects
  provider = kubernetes.argocd

  manifest = each.value

  lifecycle {
    ignore_changes = all
    # Without its project every application is rejected.
    prevent_destroy = true
  }
}

resource "kubernetes_manifest" "root" {
  for_each   = local.argocd.root
  provider   = kubernetes.argocd
  depends_on = [kubernetes_manifest.project]

  manifest = each.value

  lifecycle {
    # A person changes it with the file, by hand: an application that contains itself would wait for its own health.
    ignore_changes  = all
    prevent_destroy = true
  }
}
