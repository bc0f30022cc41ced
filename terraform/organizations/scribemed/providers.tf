# Datadog's keys come from DD_API_KEY and DD_APP_KEY, AWS' from the login of the job, Vault's from VAULT_ADDR and VAULT_TOKEN where a store is Vault.
provider "datadog" {
  api_url = "https://api.${local.policy.site}"

  default_tags {
    tags = { "managed-by" = "scribemed-observability" }
  }
}

provider "aws" {
  region              = local.organization.aws.region
  allowed_account_ids = [local.organization.aws.account_id]

  default_tags {
    tags = { managed-by = "scribemed-observability" }
  }
}

provider "vault" {}
