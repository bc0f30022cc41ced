variable "pagerduty_keys" {
  description = "The integration key of each PagerDuty service, by its name. From CI's secrets: TF_VAR_pagerduty_keys."
  type        = map(string)
  sensitive   = true
}

variable "pagerduty_api_token" {
  description = "Token with which Datadog reads PagerDuty's schedules; needed only if organization.yaml lists any."
  type        = string
  default     = null
  sensitive   = true
}

variable "webhook_urls" {
  description = "The URL of each webhook of the policy, by its name."
  type        = map(string)
  default     = {}
  sensitive   = true
}

variable "today" {
  description = "The day on which the plan is made, to warn of overdue keys. The nightly workflow sets it."
  type        = string
  default     = null
}
