output "bootstrapped" {
  description = "The objects that were made for Argo CD to take over."
  value       = sort(concat(keys(kubernetes_manifest.project), keys(kubernetes_manifest.root)))
}
