# The state holds the environment's keys (Datadog computes them): docs/how-to/manage-the-account.md, the state.
terraform {
  backend "s3" {
    bucket       = "scribemed-terraform-state"
    key          = "environments/dev.tfstate"
    region       = "us-east-1"
    encrypt      = true
    kms_key_id   = "alias/scribemed-terraform-state"
    use_lockfile = true
  }
}
