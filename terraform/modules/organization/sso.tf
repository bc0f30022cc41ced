resource "datadog_authn_mapping" "this" {
  for_each = var.sso.groups

  key   = var.sso.group_attribute
  value = each.key
  role  = try(datadog_role.this[each.value].id, "")

  lifecycle {
    precondition {
      condition     = contains(keys(var.roles), each.value)
      error_message = "The group '${each.key}' gets the role '${each.value}', which does not exist. There are: ${join(", ", keys(var.roles))}."
    }
  }
}
