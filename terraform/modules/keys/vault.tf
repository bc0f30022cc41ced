# One secret for each key, so that a rotation touches no other: passwords of checks are written below the same path by their owners.
resource "vault_kv_secret_v2" "this" {
  for_each = var.store.kind == "vault" ? local.stored : {}

  mount                = var.store.mount
  name                 = "${var.store.path}/${each.key}"
  data_json_wo         = jsonencode({ value = local.values[each.key] })
  data_json_wo_version = each.value
}
