# The cluster of production: keys in AWS SSM, and Argo CD's root application in the management cluster.
module "agent" {
  source = "../.."

  providers = {
    kubernetes        = kubernetes
    kubernetes.argocd = kubernetes.argocd
  }

  env              = "prod"
  cluster          = "acme-prod"
  manifests_folder = "${path.module}/../../../../../manifests"
  argocd_root      = true
  secret_store     = { kind = "aws-ssm", path = "/acme/prod/datadog" }
}

output "bootstrapped" {
  description = "What Argo CD takes over."
  value       = module.agent.bootstrapped
}
