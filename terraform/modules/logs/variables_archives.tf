variable "archive_bucket" {
  description = "The encrypted S3 bucket of the archives, created here, or null. reader_role is the IAM role that Datadog assumes (module integrations)."
  type = object({
    name            = string
    account_id      = string
    reader_role     = string
    retention_days  = optional(number, 2192)
    cold_after_days = optional(number, 90)
  })
  default = null

  validation {
    condition     = var.archive_bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.archive_bucket.name))
    error_message = "A bucket's name has 3 to 63 lower-case letters, digits, hyphens and dots."
  }
}

variable "archives" {
  description = "Archives in their order: a log goes into the first whose query matches it."
  type = list(object({
    name                 = string
    query                = string
    path                 = string
    include_tags         = optional(bool, true)
    storage_class        = optional(string, "STANDARD_IA")
    rehydration_scan_max = optional(number)
    rehydration_tags     = optional(list(string), [])
  }))
  default = []

  validation {
    condition     = length(var.archives) == 0 || var.archive_bucket != null
    error_message = "Archives need a bucket: set archive_bucket."
  }

  validation {
    condition     = length(distinct(var.archives[*].path)) == length(var.archives)
    error_message = "Two archives write below the same path, so neither can be rehydrated alone. Give each a path of its own."
  }

  validation {
    condition     = alltrue([for archive in var.archives : contains(["STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR"], archive.storage_class)])
    error_message = "storage_class is STANDARD, STANDARD_IA, ONEZONE_IA, INTELLIGENT_TIERING or GLACIER_IR: Datadog rehydrates from no other."
  }
}
