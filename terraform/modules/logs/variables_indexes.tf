variable "indexes" {
  description = "Indexes in the order in which a log is offered to them: the first whose filter matches keeps it. `environment` instead of retention_days takes the policy's days of that environment."
  type = list(object({
    name                = string
    filter              = string
    retention_days      = optional(number)
    environment         = optional(string)
    flex_retention_days = optional(number)
    daily_limit         = optional(number)
    daily_limit_reset   = optional(object({ time = string, utc_offset = string }))
    warn_at_percent     = optional(number)
    tags                = optional(set(string), [])
    exclusions = optional(list(object({
      name             = string
      query            = string
      exclude_percent  = optional(number, 100)
      sample_attribute = optional(string)
      enabled          = optional(bool, true)
    })), [])
  }))
  default = []

  validation {
    condition     = length(distinct(var.indexes[*].name)) == length(var.indexes)
    error_message = "Two indexes have the same name: ${join(", ", distinct([for index in var.indexes : index.name if length([for other in var.indexes : other if other.name == index.name]) > 1]))}. Rename one; Datadog never gives a name free again."
  }

  validation {
    condition     = alltrue([for index in var.indexes : (index.retention_days == null) != (index.environment == null)])
    error_message = "An index has retention_days or environment, one of the two. Not so: ${join(", ", [for index in var.indexes : index.name if(index.retention_days == null) == (index.environment == null)])}."
  }

  validation {
    condition     = alltrue([for index in var.indexes : contains([3, 7, 15, 30, 45, 60, 90, 180, 360], coalesce(index.retention_days, 3))])
    error_message = "Datadog keeps logs for 3, 7, 15, 30, 45, 60, 90, 180 or 360 days. Not so: ${join(", ", [for index in var.indexes : "${index.name} (${coalesce(index.retention_days, 3)})" if !contains([3, 7, 15, 30, 45, 60, 90, 180, 360], coalesce(index.retention_days, 3))])}."
  }

  validation {
    condition     = alltrue([for index in var.indexes : alltrue([for exclusion in index.exclusions : exclusion.exclude_percent > 0 && exclusion.exclude_percent <= 100])])
    error_message = "exclude_percent is above 0 and at most 100: the share of matching logs that the index does not keep."
  }

  validation {
    condition     = alltrue([for index in var.indexes : index.daily_limit == null || try(index.daily_limit > 0, false)])
    error_message = "daily_limit is a number of events above 0; leave it out for no limit."
  }

  validation {
    condition     = alltrue([for index in var.indexes : index.daily_limit != null || (index.daily_limit_reset == null && index.warn_at_percent == null)])
    error_message = "daily_limit_reset and warn_at_percent need daily_limit. Not so: ${join(", ", [for index in var.indexes : index.name if index.daily_limit == null && (index.daily_limit_reset != null || index.warn_at_percent != null)])}."
  }

  validation {
    condition = alltrue([
      for index in var.indexes : index.daily_limit_reset == null || try(
        can(regex("^([01][0-9]|2[0-3]):00$", index.daily_limit_reset.time)) && can(regex("^[+-](0[0-9]|1[0-4]):00$", index.daily_limit_reset.utc_offset)),
      false)
    ])
    error_message = "daily_limit_reset is a full hour, time = \"14:00\", and utc_offset = \"+02:00\" likewise."
  }
}

variable "log_retention_days" {
  description = "Days that logs of each environment are kept, from the policy: what `environment` of an index takes."
  type        = map(number)
  default     = {}
}

variable "hipaa" {
  description = "The rule that indexes and archives are checked against, from the policy. audit_index is the index of audit logs, or null if there is none."
  type = object({
    audit_index              = optional(string)
    index_retention_days_min = optional(number, 90)
    archive_retention_days   = optional(number, 2192)
  })
  default = {}

  validation {
    condition     = var.hipaa.archive_retention_days >= 2192
    error_message = "45 CFR 164.316(b)(2)(i), retention: archives are kept for six years, 2192 days with their leap days."
  }
}
