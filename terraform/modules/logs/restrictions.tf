# A role that has a restriction query sees the logs that it matches and no others; a role without one sees all.
resource "datadog_logs_restriction_query" "this" {
  for_each = var.restrictions

  restriction_query = each.value.query
  role_ids          = [for role in each.value.roles : lookup(var.role_ids, role, "")]

  lifecycle {
    precondition {
      condition     = length(setsubtract(each.value.roles, keys(var.role_ids))) == 0
      error_message = "The restriction '${each.key}' names roles that do not exist: ${join(", ", setsubtract(each.value.roles, keys(var.role_ids)))}. There are: ${join(", ", keys(var.role_ids))}."
    }
  }
}
