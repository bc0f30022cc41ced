variable "restrictions" {
  description = "Which logs a role may read: a role sees what matches any of its queries; a role in no restriction sees every log."
  type = map(object({
    query = string
    roles = set(string)
  }))
  default = {}

  validation {
    condition     = alltrue([for restriction in var.restrictions : length(restriction.roles) > 0])
    error_message = "A restriction without a role restricts nobody. Add roles to: ${join(", ", [for name, restriction in var.restrictions : name if length(restriction.roles) == 0])}."
  }

  validation {
    condition     = alltrue([for restriction in var.restrictions : !strcontains(restriction.query, "@")])
    error_message = "45 CFR 164.308(a)(4), access: Datadog's restriction queries read tags, reserved attributes and the message, so an attribute restricts nothing. Make a tag of it in a pipeline, and use the tag in: ${join(", ", [for name, restriction in var.restrictions : name if strcontains(restriction.query, "@")])}."
  }

  validation {
    condition     = alltrue([for restriction in var.restrictions : !contains(["", "*"], trimspace(restriction.query)) || length(setsubtract(restriction.roles, var.unrestricted_roles)) == 0])
    error_message = "45 CFR 164.308(a)(4), access: only ${join(", ", var.unrestricted_roles)} may read every log. Name what the roles may see in: ${join(", ", [for name, restriction in var.restrictions : name if contains(["", "*"], trimspace(restriction.query)) && length(setsubtract(restriction.roles, var.unrestricted_roles)) > 0])}."
  }
}

variable "unrestricted_roles" {
  description = "Roles that may read every log, the audit index too."
  type        = set(string)
  default     = ["security"]
}

variable "role_ids" {
  description = "Ids of roles by the names that restrictions use (module organization)."
  type        = map(string)
  default     = {}
}
