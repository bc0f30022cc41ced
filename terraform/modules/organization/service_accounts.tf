resource "datadog_service_account" "this" {
  for_each = var.service_accounts

  email = each.value.email
  name  = "${each.key}: ${each.value.purpose}"
  roles = [datadog_role.this[each.value.role].id]
}

module "keys" {
  source   = "../keys"
  for_each = { for name, account in var.service_accounts : name => account if length(account.application_keys) > 0 }

  name               = each.key
  service_account_id = datadog_service_account.this[each.key].id
  application_keys   = each.value.application_keys
  api_keys           = each.value.api_keys
  store              = merge(var.store, { path = "${var.store.path}/${each.key}" })
  today              = var.today
}
