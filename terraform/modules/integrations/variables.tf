variable "slack" {
  description = "Slack channels by the handle that monitors notify, without the at sign. `account` is the workspace's name in Datadog's Slack integration."
  type = object({
    account = string
    channels = map(object({
      channel = string
      display = optional(object({
        message      = optional(bool, true)
        mute_buttons = optional(bool, false)
        notified     = optional(bool, true)
        snapshot     = optional(bool, false)
        tags         = optional(bool, true)
      }), {})
    }))
  })
  default = null

  validation {
    condition     = alltrue([for channel in try(var.slack.channels, {}) : can(regex("^#[a-z0-9_-]{1,80}$", channel.channel))])
    error_message = "A Slack channel begins with '#' and has at most 80 lower-case letters, digits, hyphens and underscores."
  }
}

variable "pagerduty" {
  description = "PagerDuty services by the handle that monitors notify, without the at sign, and the URLs of the schedules that may be notified directly."
  type = object({
    subdomain = string
    schedules = optional(list(string), [])
    services  = map(object({ service = string }))
  })
  default = null

  validation {
    condition     = alltrue([for handle, service in try(var.pagerduty.services, {}) : handle == "pagerduty-${service.service}"])
    error_message = "Datadog makes a PagerDuty handle of the service's name: 'platform' is notified as 'pagerduty-platform'. Correct the handle in jsonnet/policy/teams.libsonnet and run cargo xtask render."
  }

  validation {
    condition     = alltrue([for url in try(var.pagerduty.schedules, []) : startswith(url, "https://${var.pagerduty.subdomain}.pagerduty.com/schedules/")])
    error_message = "A schedule is the URL of its page in this PagerDuty account: https://<subdomain>.pagerduty.com/schedules/<id>."
  }
}

variable "pagerduty_keys" {
  description = "The integration key of each PagerDuty service, by the service's name. Kept in state: Datadog has no write-only argument for it."
  type        = map(string)
  default     = {}
  sensitive   = true

  validation {
    condition     = alltrue([for key in values(var.pagerduty_keys) : can(regex("^[0-9A-Za-z]{32}$", key))])
    error_message = "A PagerDuty integration key has 32 letters and digits: copy it from the service's Datadog integration in PagerDuty."
  }
}

variable "pagerduty_api_token" {
  description = "Token with which Datadog reads PagerDuty's schedules; needed only if there are any."
  type        = string
  default     = null
  sensitive   = true
}

variable "webhooks" {
  description = "Webhooks by the handle that monitors notify, without the at sign."
  type = map(object({
    name      = string
    payload   = optional(string)
    encode_as = optional(string, "json")
  }))
  default = {}

  validation {
    condition     = alltrue([for handle, webhook in var.webhooks : handle == "webhook-${webhook.name}"])
    error_message = "Datadog makes a webhook's handle of its name: 'tickets' is notified as 'webhook-tickets'."
  }

  validation {
    condition     = alltrue([for webhook in var.webhooks : contains(["json", "form"], webhook.encode_as)])
    error_message = "encode_as is 'json' or 'form'."
  }
}

variable "webhook_urls" {
  description = "The URL of each webhook, by its name. Sensitive, because many carry a token."
  type        = map(string)
  default     = {}
  sensitive   = true

  validation {
    condition     = alltrue([for url in values(var.webhook_urls) : startswith(url, "https://")])
    error_message = "45 CFR 164.312(e)(1), transmission security: a webhook's URL begins with https://."
  }
}
