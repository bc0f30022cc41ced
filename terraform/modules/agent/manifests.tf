# The rendered objects, by kind and name. Comments at the head of a file, and documents in one file.
locals {
  files = {
    namespace = "${var.env}/platform/namespace.yaml"
    secrets   = "${var.env}/platform/external-secrets.yaml"
  }
  objects = {
    for name, file in local.files : name => [
      for document in split("\n---\n", file("${var.manifests_folder}/${file}")) : yamldecode(document)
    ]
  }

  namespaces = { for object in local.objects.namespace : object.metadata.name => object if object.kind == "Namespace" }
  # Only the store and the account that logs in to it; the secrets themselves are Argo CD's.
  stores = { for object in local.objects.secrets : "${object.kind}/${object.metadata.name}" => object if contains(["SecretStore", "ServiceAccount"], object.kind) }
}
