# The cluster of production: keys in AWS SSM.
module "agent" {
  source = "../.."

  env              = "prod"
  cluster          = "acme-prod"
  manifests_folder = "${path.module}/../../../../../manifests"
  secret_store     = { kind = "aws-ssm", path = "/acme/prod/datadog" }
}

output "bootstrapped" {
  description = "What Argo CD takes over."
  value       = module.agent.bootstrapped
}
