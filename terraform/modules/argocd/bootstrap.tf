locals {
  objects = {
    for file in ["project", "root"] : file => {
      for object in [for document in split("\n---\n", file("${var.manifests_folder}/argocd/${file}.yaml")) : yamldecode(document)] :
      "${object.kind}/${object.metadata.name}" => object
    }
  }
}

# Everything else in manifests/argocd is applied by the shared root, or by the root of an environment, which the shared root applies.
resource "kubernetes_manifest" "project" {
  for_each = local.objects.project

  manifest = each.value

  lifecycle {
    ignore_changes = all
    # Without its project every application is rejected.
    prevent_destroy = true
  }
}

resource "kubernetes_manifest" "root" {
  for_each   = local.objects.root
  depends_on = [kubernetes_manifest.project]

  manifest = each.value

  lifecycle {
    # A person changes it with the file, by hand: an application that contains itself would wait for its own health.
    ignore_changes  = all
    prevent_destroy = true
  }
}
