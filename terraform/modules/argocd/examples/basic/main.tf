# Argo CD's root application in the management cluster.
module "argocd" {
  source = "../.."

  manifests_folder = "${path.module}/../../../../../manifests"
}

output "bootstrapped" {
  description = "What Argo CD takes over."
  value       = module.argocd.bootstrapped
}
