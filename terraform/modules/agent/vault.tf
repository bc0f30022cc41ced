locals {
  in_vault = var.secret_store.kind == "vault" ? { (var.cluster) = var.secret_store } : {}
}

data "vault_policy_document" "read" {
  for_each = local.in_vault

  rule {
    path         = "${each.value.mount}/data/${each.value.path}/*"
    capabilities = ["read"]
  }
}

resource "vault_policy" "read" {
  for_each = local.in_vault

  name   = "datadog-${var.env}"
  policy = data.vault_policy_document.read[each.key].hcl
}

resource "vault_kubernetes_auth_backend_role" "read" {
  for_each = local.in_vault

  backend                          = "kubernetes/${each.key}"
  role_name                        = var.vault.role
  bound_service_account_names      = [var.vault.service_account]
  bound_service_account_namespaces = [var.agent_namespace]
  token_policies                   = [vault_policy.read[each.key].name]
  token_ttl                        = var.vault.token_ttl_s
  token_max_ttl                    = var.vault.token_ttl_s
  token_no_default_policy          = true
}
