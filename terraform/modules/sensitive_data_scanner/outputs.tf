output "kinds" {
  description = "Kinds of identifiers and secrets that are looked for in logs."
  value       = sort(distinct(flatten([for group in var.groups : group.rules[*].kind if contains(group.products, "logs")])))
}

output "read" {
  description = "What was read of the groups, with defaults. A root compares it with its files: a field that is not here was lost."
  value       = var.groups
}
