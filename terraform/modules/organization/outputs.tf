output "role_ids" {
  description = "Ids of roles by name, for restriction queries."
  value       = { for name, role in datadog_role.this : name => role.id }
}

output "service_account_ids" {
  description = "Ids of service accounts by name."
  value       = { for name, account in datadog_service_account.this : name => account.id }
}

output "store_paths" {
  description = "Where the keys of each service account are."
  value       = { for name, keys in module.keys : name => keys.store_paths }
}

output "roles_table" {
  description = "What each role may do and why, as a table for a README."
  value = join("\n", concat(
    ["| role | permission | reason |", "|---|---|---|"],
    flatten([
      for name in sort(keys(local.permissions)) : [
        for permission in sort(keys(local.permissions[name])) : "| ${name} | `${permission}` | ${local.permissions[name][permission]} |"
      ]
    ]),
  ))
}

output "read" {
  description = "What was read of the login, roles, teams and service accounts, with defaults. A root compares it with its files: a field that is not here was lost."
  value       = { name = var.name, security_contacts = var.security_contacts, email_domains = var.email_domains, sso = var.sso, roles = var.roles, service_accounts = var.service_accounts, store = var.store }
}
