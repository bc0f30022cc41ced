# Terraform drops a field that a variable's type does not have, without a word: a misspelt daily_limit would be no limit. Here each name of a field in the files
# is compared with those that the modules have read.
locals {
  field = "[{,]\"([a-z_][a-z0-9_]*)\":"

  given = toset(flatten(regexall(local.field, jsonencode([local.organization, local.roles, local.logs, local.scanner]))))
  known = toset(flatten(regexall(local.field, jsonencode([
    { organization = module.organization.read, logs = module.logs.read, scanner = module.scanner.read },
    # What this root reads itself.
    { pagerduty = { subdomain = "", schedules = [] }, aws = { account_id = "", region = "", archive_bucket = "" }, not_reported_yet = [] },
  ]))))
  unknown = setsubtract(local.given, local.known)
}

resource "terraform_data" "strict" {
  lifecycle {
    precondition {
      condition     = length(local.unknown) == 0
      error_message = "No module knows these fields, so they would be lost: ${join(", ", local.unknown)}. Correct them in organization.yaml, roles.yaml, terraform/logs or terraform/scanner."
    }
  }
}
