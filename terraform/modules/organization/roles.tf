data "datadog_permissions" "this" {
  include_restricted = true
}

locals {
  # What each role may do, with what it includes, and why.
  permissions = {
    for name, role in var.roles : name => merge(concat([for other in role.includes : try(var.roles[other].permissions, {})], [role.permissions])...)
  }
  unknown_permissions = {
    for name, permissions in local.permissions : name => setsubtract(keys(permissions), keys(data.datadog_permissions.this.permissions))
  }
}

# Datadog gives every role a few more, which it calls restricted and which nobody can grant or revoke.
resource "datadog_role" "this" {
  for_each = var.roles

  name = each.value.title

  dynamic "permission" {
    for_each = setsubtract(keys(local.permissions[each.key]), local.unknown_permissions[each.key])
    content {
      id = data.datadog_permissions.this.permissions[permission.value]
    }
  }

  lifecycle {
    precondition {
      condition     = length(local.unknown_permissions[each.key]) == 0
      error_message = "Datadog has no such permission: ${join(", ", local.unknown_permissions[each.key])}, of the role '${each.key}'. Look the name up in Organization Settings, Permissions."
    }
  }
}
