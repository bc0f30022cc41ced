resource "datadog_sensitive_data_scanner_group" "this" {
  for_each = { for group in var.groups : group.name => group }

  name         = each.key
  description  = "terraform/scanner, managed by Terraform"
  is_enabled   = true
  product_list = each.value.products

  filter {
    query = each.value.filter
  }

  # Everything is scanned: an identifier in a line that was not sampled would be stored.
  dynamic "samplings" {
    for_each = sort(each.value.products)
    content {
      product = samplings.value
      rate    = 100
    }
  }

  lifecycle {
    precondition {
      condition     = length(each.value.rules) > 0
      error_message = "The group '${each.key}' has no rules: Datadog would switch it off."
    }
  }
}

# Ours first, then those that exist already: Datadog rejects an order in which one is missing.
data "datadog_sensitive_data_scanner_group_order" "existing" {
  count = length(var.groups) == 0 ? 0 : 1
}

resource "datadog_sensitive_data_scanner_group_order" "this" {
  count = length(var.groups) == 0 ? 0 : 1

  group_ids = concat(
    local.own_group_ids,
    [for id in data.datadog_sensitive_data_scanner_group_order.existing[0].group_ids : id if !contains(local.own_group_ids, id)],
  )

  lifecycle {
    precondition {
      condition     = length(local.missing_kinds) == 0
      error_message = "45 CFR 164.514(b)(2)(i), identifiers: no rule looks in logs for ${join(", ", [for kind in local.missing_kinds : "${kind} (${var.required_kinds[kind]})"])}. Add one to terraform/scanner/phi.yaml."
    }
  }
}

locals {
  own_group_ids = [for group in var.groups : datadog_sensitive_data_scanner_group.this[group.name].id]
  missing_kinds = sort(setsubtract(keys(var.required_kinds), flatten([for group in var.groups : group.rules[*].kind if contains(group.products, "logs")])))
}
