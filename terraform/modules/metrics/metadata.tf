resource "datadog_metric_metadata" "this" {
  for_each = { for name, metric in var.metrics : name => metric if !contains(var.not_reported_yet, name) }

  metric      = each.key
  type        = each.value.type
  description = each.value.description
  short_name  = each.value.short_name
  unit        = each.value.unit
  per_unit    = each.value.per_unit
}
