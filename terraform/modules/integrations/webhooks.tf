resource "datadog_webhook" "this" {
  for_each = var.webhooks

  name      = each.value.name
  url       = try(var.webhook_urls[each.value.name], "")
  encode_as = each.value.encode_as
  payload   = each.value.payload

  lifecycle {
    precondition {
      condition     = contains(nonsensitive(keys(var.webhook_urls)), each.value.name)
      error_message = "The webhook '${each.value.name}' has no URL, so '@${each.key}' would reach nothing. Add it to webhook_urls (docs/how-to/manage-the-account.md)."
    }
  }
}
