# Two channels, one service that is paged, one webhook and the AWS account. Keys and URLs come from the environment (TF_VAR_...).
variable "pagerduty_keys" {
  description = "Integration keys by service."
  type        = map(string)
  sensitive   = true
}

variable "webhook_urls" {
  description = "URLs by webhook."
  type        = map(string)
  sensitive   = true
}

module "integrations" {
  source = "../.."

  slack = {
    account = "acme"
    channels = {
      slack-platform-alerts = { channel = "#platform-alerts" }
      slack-security-alerts = { channel = "#security-alerts", display = { tags = false } }
    }
  }
  pagerduty = {
    subdomain = "acme"
    services  = { pagerduty-platform = { service = "platform" } }
  }
  pagerduty_keys = var.pagerduty_keys
  webhooks       = { webhook-tickets = { name = "tickets" } }
  webhook_urls   = var.webhook_urls
  aws            = { account_id = "123456789012", regions = ["us-east-1"] }
}

output "handles" {
  description = "What monitors may notify."
  value       = module.integrations.handles
}
