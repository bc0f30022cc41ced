# Keys of one cluster in AWS SSM, in the middle of a rotation: the agents read the key of November, that of May works until 26 November.
module "keys" {
  source = "../.."

  name = "prod-agent"
  api_keys = {
    "2026-05" = { created = "2026-05-30", retire_after = "2026-11-26" }
    "2026-11" = { created = "2026-11-15", retire_after = "2027-05-14" }
  }
  service_account_id = "00000000-0000-0000-0000-000000000000"
  application_keys   = { "2026-11" = { created = "2026-11-15", retire_after = "2027-05-14" } }
  store              = { kind = "aws-ssm", path = "/acme/prod/datadog" }
}

output "store_paths" {
  description = "Where the keys are."
  value       = module.keys.store_paths
}
