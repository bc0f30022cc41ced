variable "name" {
  description = "What the keys are for; the beginning of their names at Datadog."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,40}$", var.name))
    error_message = "A name of keys has 2 to 41 lower-case letters, digits and hyphens, for example prod-agent."
  }
}

variable "api_keys" {
  description = "API keys by name, one or two. The newest is the one in the store; the older goes when its entry is removed, on or after retire_after."
  type = map(object({
    created      = string
    retire_after = string
  }))
  default = {}

  validation {
    condition     = length(var.api_keys) <= 2
    error_message = "Two keys overlap, not ${length(var.api_keys)}: remove the oldest, which no agent uses any more."
  }

  validation {
    condition     = alltrue([for key in var.api_keys : can(formatdate("YYYY", "${substr(key.created, 0, 10)}T00:00:00Z")) && can(formatdate("YYYY", "${substr(key.retire_after, 0, 10)}T00:00:00Z"))])
    error_message = "created and retire_after are days, for example 2026-11-30."
  }
}

variable "application_keys" {
  description = "Application keys of the service account, by name: the same."
  type = map(object({
    created      = string
    retire_after = string
  }))
  default = {}

  validation {
    condition     = length(var.application_keys) <= 2
    error_message = "Two keys overlap, not ${length(var.application_keys)}: remove the oldest, which nothing uses any more."
  }

  validation {
    condition     = alltrue([for key in var.application_keys : can(formatdate("YYYY", "${substr(key.created, 0, 10)}T00:00:00Z")) && can(formatdate("YYYY", "${substr(key.retire_after, 0, 10)}T00:00:00Z"))])
    error_message = "created and retire_after are days, for example 2026-11-30."
  }

  validation {
    condition     = length(var.application_keys) == 0 || var.service_account_id != null
    error_message = "An application key belongs to a service account: set service_account_id. A person's key would end with the person's account."
  }
}

variable "service_account_id" {
  description = "The service account that owns the application keys."
  type        = string
  default     = null
}

variable "overlap_days" {
  description = "How long the old key still works after the new one is in the store: agents read the store hourly, but a node may be down for a weekend."
  type        = number
  default     = 7

  validation {
    condition     = var.overlap_days >= 1
    error_message = "Without a day of overlap, what has not read the new key yet is locked out."
  }
}

variable "age_days_max" {
  description = "How long a key may live."
  type        = number
  default     = 180

  validation {
    condition     = var.age_days_max <= 365
    error_message = "45 CFR 164.308(a)(5)(ii)(D), password management: a key is replaced at least once a year."
  }
}

variable "store" {
  description = "Where the newest keys are written: kind 'vault' (key-value version 2 at mount) or 'aws-ssm' (a SecureString each), below path, as api-key and app-key."
  type = object({
    kind       = string
    path       = string
    mount      = optional(string, "secret")
    kms_key_id = optional(string)
  })

  validation {
    condition     = contains(["vault", "aws-ssm"], var.store.kind)
    error_message = "The store '${var.store.kind}' is unknown: use 'vault' or 'aws-ssm' (secret_store in jsonnet/policy/environments.libsonnet)."
  }

  validation {
    condition     = startswith(var.store.path, "/") == (var.store.kind == "aws-ssm") && !endswith(var.store.path, "/")
    error_message = "A path in AWS SSM begins with '/', one in Vault does not; neither ends with it. It is '${var.store.path}'."
  }
}

variable "today" {
  description = "The day on which the plan is made, to warn of keys that are overdue; the nightly workflow sets it. Null: no warning. Nothing else depends on it."
  type        = string
  default     = null

  validation {
    condition     = can(formatdate("YYYY", "${coalesce(var.today, "0001-01-01")}T00:00:00Z"))
    error_message = "today is a day, for example 2026-11-30."
  }
}
