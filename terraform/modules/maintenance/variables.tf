variable "env" {
  description = "The environment whose monitors the windows mute: the monitor tag env."
  type        = string
}

variable "windows" {
  description = "Maintenance windows by name. The fields are explained in terraform/environments/README.md."
  type = map(object({
    reason = string
    scope = object({
      services     = optional(set(string), [])
      teams        = optional(set(string), [])
      monitor_tags = optional(set(string), [])
    })
    once = optional(object({
      start = string
      end   = string
    }))
    recurring = optional(object({
      start    = string
      duration = string
      rrule    = string
      timezone = string
    }))
    notify = optional(object({
      teams      = optional(set(string), [])
      end_states = optional(set(string), ["alert", "no data", "warn"])
    }), {})
    mutes_p1_because = optional(string)
  }))
  default = {}

  validation {
    condition     = alltrue([for window in var.windows : (window.once == null) != (window.recurring == null)])
    error_message = "A window has once or recurring, one of the two. Not so: ${join(", ", [for name, window in var.windows : name if(window.once == null) == (window.recurring == null)])}."
  }

  validation {
    condition     = alltrue([for window in var.windows : length(window.scope.services) + length(window.scope.teams) + length(window.scope.monitor_tags) > 0 && (length(window.scope.services) == 0 || length(window.scope.teams) == 0)])
    error_message = "A window's scope has services, teams or monitor_tags, but not services and teams. Not so: ${join(", ", [for name, window in var.windows : name if length(window.scope.services) + length(window.scope.teams) + length(window.scope.monitor_tags) == 0 || (length(window.scope.services) > 0 && length(window.scope.teams) > 0)])}."
  }

  validation {
    condition     = alltrue([for window in var.windows : length(trimspace(window.reason)) >= 10])
    error_message = "Say in ten characters or more why alerts are not wanted: ${join(", ", [for name, window in var.windows : name if length(trimspace(window.reason)) < 10])}."
  }

  validation {
    condition     = alltrue([for window in var.windows : length(setsubtract(window.notify.end_states, ["alert", "no data", "warn"])) == 0])
    error_message = "notify.end_states are alert, warn and no data. Not so: ${join(", ", [for name, window in var.windows : name if length(setsubtract(window.notify.end_states, ["alert", "no data", "warn"])) > 0])}."
  }

  validation {
    condition     = alltrue([for window in var.windows : window.once == null || try(endswith(window.once.start, "Z") && endswith(window.once.end, "Z") && timecmp(window.once.end, window.once.start) > 0, false)])
    error_message = "once.start and once.end are times in UTC (2026-12-06T07:00:00Z), the end after the start. Not so: ${join(", ", [for name, window in var.windows : name if window.once != null && !try(endswith(window.once.start, "Z") && endswith(window.once.end, "Z") && timecmp(window.once.end, window.once.start) > 0, false)])}."
  }

  validation {
    condition     = alltrue([for window in var.windows : window.recurring == null || can(formatdate("YYYY", "${window.recurring.start}Z"))])
    error_message = "recurring.start is a time without zone (2026-12-06T02:00:00): recurring.timezone is its zone. Not so: ${join(", ", [for name, window in var.windows : name if window.recurring != null && !can(formatdate("YYYY", "${window.recurring.start}Z"))])}."
  }

  validation {
    condition     = alltrue([for window in var.windows : window.recurring == null || can(regex("^[1-9][0-9]*[mhdw]$", window.recurring.duration))])
    error_message = "recurring.duration is a number and m, h, d or w: 30m, 2h. Not so: ${join(", ", [for name, window in var.windows : name if window.recurring != null && !can(regex("^[1-9][0-9]*[mhdw]$", window.recurring.duration))])}."
  }

  validation {
    condition     = alltrue([for window in var.windows : window.recurring == null || try(can(regex("(^|;)FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;|$)", window.recurring.rrule)) && !can(regex("DTSTART|DTEND|DURATION", window.recurring.rrule)), false)])
    error_message = "recurring.rrule has a FREQ of DAILY, WEEKLY, MONTHLY or YEARLY and neither DTSTART, DTEND nor DURATION, which Datadog ignores. Not so: ${join(", ", [for name, window in var.windows : name if window.recurring != null && !try(can(regex("(^|;)FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;|$)", window.recurring.rrule)) && !can(regex("DTSTART|DTEND|DURATION", window.recurring.rrule)), false)])}."
  }

  validation {
    condition     = alltrue([for window in var.windows : window.recurring == null || can(regex("^(UTC|[A-Z][A-Za-z]+/[A-Za-z_/+-]+)$", window.recurring.timezone))])
    error_message = "recurring.timezone is a name of the IANA database, such as America/New_York or UTC. Not so: ${join(", ", [for name, window in var.windows : name if window.recurring != null && !can(regex("^(UTC|[A-Z][A-Za-z]+/[A-Za-z_/+-]+)$", window.recurring.timezone))])}."
  }
}

variable "handles" {
  description = "What reaches each team in this environment, without the at sign: who notify.teams means. A team without handles is not notified."
  type        = map(set(string))
  default     = {}
}
