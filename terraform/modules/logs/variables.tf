variable "pipelines_folder" {
  description = "Folder with a folder for each pipeline (<source>/pipeline.yaml, in Datadog's public format) and order.yaml, or null. Facets are not applied: the provider has none."
  type        = string
  default     = null
}

variable "metrics" {
  description = "Metrics computed of logs, by name."
  type = map(object({
    query       = string
    aggregation = optional(string, "count")
    path        = optional(string)
    percentiles = optional(bool)
    group_by    = optional(map(string), {})
  }))
  default = {}

  validation {
    condition     = alltrue([for metric in var.metrics : contains(["count", "distribution"], metric.aggregation)])
    error_message = "A log-based metric's aggregation is count or distribution. Not so: ${join(", ", [for name, metric in var.metrics : name if !contains(["count", "distribution"], metric.aggregation)])}."
  }

  validation {
    condition     = alltrue([for metric in var.metrics : (metric.aggregation == "distribution") == (metric.path != null)])
    error_message = "A distribution needs the path of its value ('@duration'), a count has none. Not so: ${join(", ", [for name, metric in var.metrics : name if(metric.aggregation == "distribution") != (metric.path != null)])}."
  }

  validation {
    condition     = alltrue([for metric in var.metrics : metric.aggregation == "distribution" || metric.percentiles == null])
    error_message = "Only a distribution has percentiles. Remove them from: ${join(", ", [for name, metric in var.metrics : name if metric.aggregation != "distribution" && metric.percentiles != null])}."
  }
}

variable "tags" {
  description = "Tags of indexes and pipelines, as key:value."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for tag in var.tags : can(regex("^[a-z][a-z0-9_-]*:[^:]+$", tag))])
    error_message = "A tag is key:value, for example managed-by:acme-observability."
  }
}
