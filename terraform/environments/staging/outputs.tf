output "store_paths" {
  description = "Where the agents' and the operator's keys are: what manifests/<env>/platform/external-secrets.yaml reads."
  value       = module.keys.store_paths
}

output "bootstrapped" {
  description = "The objects that were made in the clusters for Argo CD to take over."
  value       = concat(module.agent.bootstrapped, flatten(module.argocd[*].bootstrapped))
}

output "muted" {
  description = "The monitor tags that each downtime mutes."
  value       = module.maintenance.muted
}
