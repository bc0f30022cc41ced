# Made once, from the files that Argo CD syncs afterwards: it finds them as they should be and takes them over. Terraform looks at them no more
# (ignore_changes), so nothing is applied by two.
resource "kubernetes_manifest" "namespace" {
  for_each = local.namespaces

  manifest = each.value

  lifecycle {
    ignore_changes = all
    # With the namespace go the finalizers of every Datadog object in it: they would stay at Datadog.
    prevent_destroy = true

    precondition {
      condition     = each.key == var.agent_namespace
      error_message = "The rendered namespace is '${each.key}', the policy's is '${var.agent_namespace}'. Run cargo xtask render."
    }
  }
}

resource "kubernetes_manifest" "store" {
  for_each   = local.stores
  depends_on = [kubernetes_manifest.namespace]

  manifest = each.value

  lifecycle {
    ignore_changes = all

    precondition {
      condition     = each.value.kind != "SecretStore" || can(each.value.spec.provider[var.secret_store.kind == "vault" ? "vault" : "aws"])
      error_message = "The rendered SecretStore is not of the kind '${var.secret_store.kind}'. Run cargo xtask render."
    }
  }
}
