variable "service_accounts" {
  description = "Accounts that programs use, by name, with the role that each has and the rotation of its application keys, which go to the store below store_path/<name>."
  type = map(object({
    email   = string
    role    = string
    purpose = string
    application_keys = optional(map(object({
      created      = string
      retire_after = string
    })), {})
    # With an API key of its own in the store, next to the application key.
    api_keys = optional(map(object({
      created      = string
      retire_after = string
    })), {})
  }))
  default = {}

  validation {
    condition     = alltrue([for account in var.service_accounts : contains(keys(var.roles), account.role)])
    error_message = "A service account has a role that does not exist: ${join(", ", [for name, account in var.service_accounts : "${account.role} of ${name}" if !contains(keys(var.roles), account.role)])}."
  }

  validation {
    condition     = length(distinct([for account in var.service_accounts : account.email])) == length(var.service_accounts)
    error_message = "Two service accounts have the same e-mail address, so Datadog would make one account of both: ${join(", ", distinct([for account in var.service_accounts : account.email if length([for other in var.service_accounts : other if other.email == account.email]) > 1]))}."
  }
}

variable "store" {
  description = "Where the service accounts' keys go: kind 'vault' or 'aws-ssm', and the path below which each account has a folder."
  type = object({
    kind       = string
    path       = string
    mount      = optional(string, "secret")
    kms_key_id = optional(string)
  })
}

variable "today" {
  description = "The day on which the plan is made, to warn of overdue keys; null for no warning (module keys)."
  type        = string
  default     = null
}
