variable "name" {
  description = "The organisation's name at Datadog."
  type        = string
}

variable "security_contacts" {
  description = "Who Datadog writes to about security events."
  type        = list(string)

  validation {
    condition     = length(var.security_contacts) > 0 && alltrue([for address in var.security_contacts : can(regex("^[^@ ]+@[^@ ]+$", address))])
    error_message = "45 CFR 164.308(a)(6), security incidents: name at least one e-mail address that Datadog can report to."
  }
}

variable "email_domains" {
  description = "Domains that Datadog may send e-mail to, such as 'acme.example'."
  type        = list(string)

  validation {
    condition     = length(var.email_domains) > 0 && alltrue([for domain in var.email_domains : can(regex("^[a-z0-9.-]+$", domain))])
    error_message = "45 CFR 164.502(b), minimum necessary: name the domains, without '@', that reports and alerts may be sent to; all others are refused."
  }
}

variable "sso" {
  description = "SAML: whether people must use it, and which group of the identity provider gets which role. The identity provider's metadata is uploaded by hand once."
  type = object({
    enabled         = optional(bool, true)
    strict          = optional(bool, true)
    idp_initiated   = optional(bool, true)
    domains         = list(string)
    group_attribute = optional(string, "memberOf")
    groups          = map(string)
  })
}

variable "roles" {
  description = "Roles by name: each permission with the reason why the role needs it. `includes` takes over another role's permissions."
  type = map(object({
    title       = string
    includes    = optional(set(string), [])
    permissions = map(string)
  }))

  validation {
    condition     = alltrue(flatten([for role in var.roles : [for reason in values(role.permissions) : length(trimspace(reason)) >= 10]]))
    error_message = "Say why a role needs a permission, in ten characters or more: ${join(", ", flatten([for name, role in var.roles : [for permission, reason in role.permissions : "${permission} of ${name}" if length(trimspace(reason)) < 10]]))}."
  }

  validation {
    condition     = alltrue(flatten([for role in var.roles : [for other in role.includes : contains(keys(var.roles), other)]]))
    error_message = "A role includes one that does not exist: ${join(", ", flatten([for name, role in var.roles : [for other in role.includes : "${other} in ${name}" if !contains(keys(var.roles), other)]]))}."
  }

  validation {
    condition     = alltrue(flatten([for role in var.roles : [for other in role.includes : length(try(var.roles[other].includes, [])) == 0]]))
    error_message = "A role may include roles that include none themselves: a reader must see in two steps what a role may do."
  }
}

variable "teams" {
  description = "Teams by handle, as in the policy."
  type = map(object({
    title   = string
    charter = string
  }))
  default = {}
}
