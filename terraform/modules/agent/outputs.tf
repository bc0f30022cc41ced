output "reads" {
  description = "What the cluster may read of the secret store."
  value       = var.secret_store.kind == "vault" ? "${var.secret_store.mount}/data/${var.secret_store.path}/*" : "${var.secret_store.path}/*"
}

output "bootstrapped" {
  description = "The objects that were made for Argo CD to take over."
  value       = sort(concat([for name in keys(local.namespaces) : "Namespace/${name}"], keys(local.stores)))
}
