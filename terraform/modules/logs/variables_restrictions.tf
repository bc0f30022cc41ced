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
    condition     = alltrue([for restriction in var.restrictions : trimspace(restriction.query) != "" && trimspace(restriction.query) != "*"])
    error_message = "45 CFR 164.308(a)(4), access: the query '*' restricts nothing. Name what the role may see in: ${join(", ", [for name, restriction in var.restrictions : name if contains(["", "*"], trimspace(restriction.query))])}."
  }
}

variable "role_ids" {
  description = "Ids of roles by the names that restrictions use (module organization)."
  type        = map(string)
  default     = {}
}
