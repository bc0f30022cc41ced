# The state holds keys (Datadog computes them), so it is encrypted with a key of its own, and only CI's roles and the platform leads may read the bucket. Versions of
# the bucket are the backup. It must exist before the first `terraform init`: docs/how-to/manage-the-account.md.
terraform {
  required_version = ">= 1.11"

  backend "s3" {
    bucket       = "scribemed-terraform-state"
    key          = "organizations/scribemed.tfstate"
    region       = "us-east-1"
    encrypt      = true
    kms_key_id   = "alias/scribemed-terraform-state"
    use_lockfile = true
  }

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
    datadog = {
      source  = "DataDog/datadog"
      version = "~> 4.19"
    }
    vault = {
      source  = "hashicorp/vault"
      version = "~> 5.0"
    }
  }
}
