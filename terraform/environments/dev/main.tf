data "datadog_service_account" "operator" {
  filter      = local.organization.service_accounts.operator.email
  exact_match = true
}

module "keys" {
  source = "../../modules/keys"

  name               = local.env
  api_keys           = local.environment.api_keys
  application_keys   = local.environment.application_keys
  service_account_id = data.datadog_service_account.operator.id
  store              = { kind = local.policy.secret_store, path = local.policy.secret_path }
  today              = var.today
}

module "agent" {
  source = "../../modules/agent"

  env              = local.env
  cluster          = local.policy.cluster
  agent_namespace  = local.policy.agent_namespace
  manifests_folder = "${path.module}/../../../manifests"
  secret_store     = { kind = local.policy.secret_store, path = local.policy.secret_path }
}

module "argocd" {
  source = "../../modules/argocd"
  count  = local.environment.argocd_root ? 1 : 0

  providers = {
    kubernetes = kubernetes.argocd
  }

  manifests_folder = "${path.module}/../../../manifests"
}

module "maintenance" {
  source = "../../modules/maintenance"

  env     = local.env
  windows = local.windows
  handles = {
    for team in keys(local.account.teams) : team => [
      for handle, channel in local.account.slack_channels : handle if channel.team == team && channel.env == local.env
    ]
  }
}
