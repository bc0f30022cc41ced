output "newest" {
  description = "Names of the keys that are in the store. Never their values."
  value       = { api-key = local.newest["API"], app-key = local.newest["application"] }
}

output "store_paths" {
  description = "Where the keys are: what an ExternalSecret or CI reads."
  value       = { for key in keys(local.stored) : key => "${var.store.path}/${key}" }
}

output "read" {
  description = "What was read of the rotation, with defaults. A root compares it with its files: a field that is not here was lost."
  value       = { api_keys = var.api_keys, application_keys = var.application_keys, store = var.store }
}
