# Ours first, then all others, such as Datadog's own index main: Datadog rejects an order in which one is missing.
data "datadog_logs_indexes_order" "existing" {
  count = length(var.indexes) == 0 ? 0 : 1
}

resource "datadog_logs_index_order" "this" {
  count = length(var.indexes) == 0 ? 0 : 1

  name = "indexes"
  indexes = concat(
    [for index in var.indexes : datadog_logs_index.this[index.name].id],
    [for name in data.datadog_logs_indexes_order.existing[0].index_names : name if !contains(var.indexes[*].name, name)],
  )

  lifecycle {
    precondition {
      condition     = var.hipaa.audit_index == null || try(var.indexes[0].name, "") == var.hipaa.audit_index
      error_message = "45 CFR 164.312(b), audit controls: the audit index '${coalesce(var.hipaa.audit_index, "-")}' is the first index, or an earlier one keeps its logs for a shorter time. First is '${try(var.indexes[0].name, "none")}'."
    }

    precondition {
      condition     = var.hipaa.audit_index == null || try(local.index_retention_days[coalesce(var.hipaa.audit_index, "-")], 0) >= var.hipaa.index_retention_days_min
      error_message = "45 CFR 164.312(b), audit controls: the audit index keeps logs for ${var.hipaa.index_retention_days_min} days or more. It has ${try(local.index_retention_days[coalesce(var.hipaa.audit_index, "-")], 0)}."
    }

    precondition {
      condition     = alltrue([for index in var.indexes : length(index.exclusions) == 0 if index.name == coalesce(var.hipaa.audit_index, "-")])
      error_message = "45 CFR 164.312(b), audit controls: the audit index excludes nothing. Remove its exclusions."
    }

    precondition {
      condition     = alltrue([for index in var.indexes : index.daily_limit == null if index.name == coalesce(var.hipaa.audit_index, "-")])
      error_message = "45 CFR 164.312(b), audit controls: the audit index has no daily limit, since logs above it are lost. Remove it."
    }

    precondition {
      condition     = alltrue([for i, index in var.indexes : i == length(var.indexes) - 1 || !contains(["*", ""], trimspace(index.filter))])
      error_message = "An index whose filter is '*' keeps every log, so those after it stay empty. Move it to the end: ${join(", ", [for i, index in var.indexes : index.name if i != length(var.indexes) - 1 && contains(["*", ""], trimspace(index.filter))])}."
    }
  }
}
