locals {
  index_retention_days = {
    for index in var.indexes : index.name => index.environment == null ? index.retention_days : lookup(var.log_retention_days, index.environment, 0)
  }
}

resource "datadog_logs_index" "this" {
  for_each = { for index in var.indexes : index.name => index }

  name                = each.key
  retention_days      = local.index_retention_days[each.key]
  flex_retention_days = each.value.flex_retention_days
  tags                = setunion(var.tags, each.value.tags)

  daily_limit                              = each.value.daily_limit
  disable_daily_limit                      = each.value.daily_limit == null
  daily_limit_warning_threshold_percentage = each.value.warn_at_percent

  dynamic "daily_limit_reset" {
    for_each = each.value.daily_limit_reset == null ? [] : [each.value.daily_limit_reset]
    content {
      reset_time       = daily_limit_reset.value.time
      reset_utc_offset = daily_limit_reset.value.utc_offset
    }
  }

  filter {
    query = each.value.filter
  }

  dynamic "exclusion_filter" {
    for_each = each.value.exclusions
    content {
      name       = exclusion_filter.value.name
      is_enabled = exclusion_filter.value.enabled

      filter {
        query            = exclusion_filter.value.query
        sample_rate      = exclusion_filter.value.exclude_percent / 100
        sample_attribute = exclusion_filter.value.sample_attribute
      }
    }
  }

  lifecycle {
    # A deleted index deletes its logs, and its name can never be used again.
    prevent_destroy = true

    precondition {
      condition     = each.value.environment == null || contains(keys(var.log_retention_days), coalesce(each.value.environment, "-"))
      error_message = "The index '${each.key}' keeps logs as long as the environment '${coalesce(each.value.environment, "-")}', which the policy does not have. It has: ${join(", ", keys(var.log_retention_days))}."
    }
  }
}
