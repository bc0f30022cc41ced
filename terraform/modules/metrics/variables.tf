variable "metrics" {
  description = "Our own metrics by name: what Datadog shows about each. `cargo xtask render` writes them from the catalog."
  type = map(object({
    type        = string
    description = string
    unit        = optional(string)
    per_unit    = optional(string)
    short_name  = optional(string)
  }))
  default = {}

  validation {
    condition     = alltrue([for metric in var.metrics : contains(["count", "rate", "gauge", "distribution"], metric.type)])
    error_message = "A metric's type is count, rate, gauge or distribution. Not so: ${join(", ", [for name, metric in var.metrics : "${name} (${metric.type})" if !contains(["count", "rate", "gauge", "distribution"], metric.type)])}."
  }

  validation {
    condition     = alltrue([for metric in var.metrics : metric.per_unit == null || metric.unit != null])
    error_message = "per_unit needs unit ('byte' per 'second'). Add a unit to: ${join(", ", [for name, metric in var.metrics : name if metric.per_unit != null && metric.unit == null])}."
  }

  validation {
    condition     = alltrue([for metric in var.metrics : trimspace(metric.description) != ""])
    error_message = "Describe what the metric counts: ${join(", ", [for name, metric in var.metrics : name if trimspace(metric.description) == ""])}."
  }
}

variable "distributions" {
  description = "Queryable tags of each distribution, and whether its percentiles are computed. A percentile that is off answers nothing, so a monitor on it never alerts."
  type = map(object({
    tags        = set(string)
    percentiles = optional(bool, true)
  }))
  default = {}

  validation {
    condition     = alltrue([for distribution in var.distributions : length(distribution.tags) > 0])
    error_message = "A distribution without queryable tags cannot be filtered by service or environment. Add tags to: ${join(", ", [for name, distribution in var.distributions : name if length(distribution.tags) == 0])}."
  }
}

variable "forbidden_tags" {
  description = "Tags that no distribution may be queried by: each value is a custom metric of its own, and these have one for each pod, host or patient."
  type        = set(string)
  default     = ["pod_name", "container_id", "host", "encounter_id", "patient_id", "user_id"]
}

variable "not_reported_yet" {
  description = "Metrics to leave out until a service has reported them once: Datadog rejects settings of a metric that it has never received."
  type        = set(string)
  default     = []

  validation {
    condition     = length(setsubtract(var.not_reported_yet, keys(var.metrics))) == 0
    error_message = "Not in metrics, so remove from not_reported_yet: ${join(", ", setsubtract(var.not_reported_yet, keys(var.metrics)))}."
  }
}
