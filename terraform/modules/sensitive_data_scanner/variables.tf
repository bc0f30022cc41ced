variable "groups" {
  description = "Groups of rules, in the order in which Datadog runs them. A rule's fields are explained in terraform/scanner/phi.yaml. `checker` is not applied: the provider has no argument for checksums."
  type = list(object({
    name     = string
    filter   = optional(string, "*")
    products = set(string)
    rules = list(object({
      name        = string
      kind        = string
      pattern     = string
      action      = string
      replacement = optional(string)
      characters  = optional(number)
      keywords = optional(object({
        words             = list(string)
        characters_before = number
      }))
      suppress = optional(object({
        starts_with = optional(list(string))
        ends_with   = optional(list(string))
        exact_match = optional(list(string))
      }))
      exclude_attributes = optional(list(string))
      checker            = optional(string)
      tags               = list(string)
      priority           = number
    }))
  }))

  validation {
    condition     = alltrue(flatten([for group in var.groups : [for product in group.products : contains(["logs", "apm", "events", "rum"], product)]]))
    error_message = "The scanner's products are logs, apm, events and rum. Not so in: ${join(", ", [for group in var.groups : group.name if length(setsubtract(group.products, ["logs", "apm", "events", "rum"])) > 0])}."
  }

  validation {
    condition     = alltrue(flatten([for group in var.groups : [for rule in group.rules : contains(["hash", "redact", "partial"], rule.action)]]))
    error_message = "A rule's action is hash, redact or partial. Not so: ${join(", ", flatten([for group in var.groups : [for rule in group.rules : "${rule.name} (${rule.action})" if !contains(["hash", "redact", "partial"], rule.action)]]))}."
  }

  validation {
    condition     = alltrue(flatten([for group in var.groups : [for rule in group.rules : (rule.action == "redact") == (rule.replacement != null)]]))
    error_message = "redact needs a replacement, and only redact has one. Not so: ${join(", ", flatten([for group in var.groups : [for rule in group.rules : rule.name if(rule.action == "redact") != (rule.replacement != null)]]))}."
  }

  validation {
    condition     = alltrue(flatten([for group in var.groups : [for rule in group.rules : (rule.action == "partial") == (rule.characters != null)]]))
    error_message = "partial needs the number of characters that it hides, and only partial has one. Not so: ${join(", ", flatten([for group in var.groups : [for rule in group.rules : rule.name if(rule.action == "partial") != (rule.characters != null)]]))}."
  }

  validation {
    condition     = alltrue(flatten([for group in var.groups : [for rule in group.rules : rule.priority >= 1 && rule.priority <= 5]]))
    error_message = "A rule's priority is 1 (first) to 5. Not so: ${join(", ", flatten([for group in var.groups : [for rule in group.rules : rule.name if rule.priority < 1 || rule.priority > 5]]))}."
  }

  validation {
    condition     = alltrue(flatten([for group in var.groups : [for rule in group.rules : try(length(rule.keywords.words) > 0 && rule.keywords.characters_before >= 1 && rule.keywords.characters_before <= 50, rule.keywords == null)]]))
    error_message = "Datadog looks for one keyword or more in at most 50 characters before a match. Not so: ${join(", ", flatten([for group in var.groups : [for rule in group.rules : rule.name if !try(length(rule.keywords.words) > 0 && rule.keywords.characters_before >= 1 && rule.keywords.characters_before <= 50, rule.keywords == null)]]))}."
  }

  validation {
    condition     = length(distinct(flatten([for group in var.groups : group.rules[*].name]))) == length(flatten([for group in var.groups : group.rules[*].name]))
    error_message = "Two rules have the same name: ${join(", ", distinct([for name in flatten([for group in var.groups : group.rules[*].name]) : name if length([for other in flatten([for group in var.groups : group.rules[*].name]) : other if other == name]) > 1]))}."
  }
}

variable "required_kinds" {
  description = "Kinds of identifiers that a rule must exist for, with the letter of 45 CFR 164.514(b)(2)(i) that names each. Names and dates have forms only behind a label; the pipelines and agents remove those."
  type        = map(string)
  default = {
    address        = "B"
    phone          = "D"
    fax            = "E"
    email          = "F"
    ssn            = "G"
    medical_record = "H"
    health_plan    = "I"
    account        = "J"
    license        = "K"
    vehicle        = "L"
    device         = "M"
    url            = "N"
    ip             = "O"
  }
}
