resource "datadog_logs_metric" "this" {
  for_each = var.metrics

  name = each.key

  compute {
    aggregation_type    = each.value.aggregation
    path                = each.value.path
    include_percentiles = each.value.percentiles
  }

  filter {
    query = each.value.query
  }

  dynamic "group_by" {
    for_each = each.value.group_by
    content {
      tag_name = group_by.key
      path     = group_by.value
    }
  }
}
