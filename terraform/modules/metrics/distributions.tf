resource "datadog_metric_tag_configuration" "this" {
  for_each = { for name, distribution in var.distributions : name => distribution if !contains(var.not_reported_yet, name) }

  metric_name         = each.key
  metric_type         = "distribution"
  tags                = each.value.tags
  include_percentiles = each.value.percentiles

  lifecycle {
    precondition {
      condition     = try(var.metrics[each.key].type, "") == "distribution"
      error_message = "'${each.key}' is ${try("a ${var.metrics[each.key].type}", "not in metrics")}: only a distribution has percentiles. Declare it as one in jsonnet/policy/metrics, or remove it from distributions."
    }

    precondition {
      condition     = length(setintersection(each.value.tags, var.forbidden_tags)) == 0
      error_message = "'${each.key}' would be queryable by ${join(", ", setintersection(each.value.tags, var.forbidden_tags))}: one custom metric for each value, and 45 CFR 164.502(b), minimum necessary, where the value identifies a person. Remove the tag."
    }
  }
}
