output "handles" {
  description = "Every handle that a monitor may notify."
  value       = module.integrations.handles
}

output "store_paths" {
  description = "Where the keys of programs are."
  value       = module.organization.store_paths
}

output "roles_table" {
  description = "Who may do what, as README.md has it."
  value       = module.organization.roles_table
}
