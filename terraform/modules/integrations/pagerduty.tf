resource "datadog_integration_pagerduty" "this" {
  count = var.pagerduty == null ? 0 : 1

  subdomain = var.pagerduty.subdomain
  schedules = var.pagerduty.schedules
  api_token = var.pagerduty_api_token

  lifecycle {
    precondition {
      condition     = length(var.pagerduty.schedules) == 0 || var.pagerduty_api_token != null
      error_message = "Datadog reads PagerDuty's schedules with a token: set pagerduty_api_token, or remove the schedules."
    }
  }
}

resource "datadog_integration_pagerduty_service_object" "this" {
  for_each = try(var.pagerduty.services, {})
  # Datadog rejects a service of an integration that is not there yet.
  depends_on = [datadog_integration_pagerduty.this]

  service_name = each.value.service
  service_key  = try(var.pagerduty_keys[each.value.service], "")

  lifecycle {
    precondition {
      condition     = contains(nonsensitive(keys(var.pagerduty_keys)), each.value.service)
      error_message = "PagerDuty's service '${each.value.service}' has no integration key, so '@${each.key}' would page nobody. Add it to pagerduty_keys (docs/how-to/manage-the-account.md)."
    }
  }
}
