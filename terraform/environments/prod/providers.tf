# Datadog's keys come from DD_API_KEY and DD_APP_KEY, AWS' from the login of the job, Vault's from VAULT_ADDR and VAULT_TOKEN where the store is Vault, the
# clusters' from the kubeconfig that KUBE_CONFIG_PATH names.
provider "datadog" {
  api_url = "https://api.${local.policy.site}"
}

provider "aws" {
  region              = local.organization.aws.region
  allowed_account_ids = [local.organization.aws.account_id]

  default_tags {
    tags = { managed-by = "scribemed-observability", env = local.env }
  }
}

provider "vault" {}

provider "kubernetes" {
  config_context = local.policy.cluster
}

provider "kubernetes" {
  alias          = "argocd"
  config_context = local.environment.argocd_context
}
