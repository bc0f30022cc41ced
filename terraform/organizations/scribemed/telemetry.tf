module "logs" {
  source = "../../modules/logs"

  pipelines_folder   = "${path.module}/../../pipelines"
  indexes            = local.logs.indexes
  metrics            = local.logs.metrics
  archives           = local.logs.archives
  restrictions       = local.logs.restrictions
  role_ids           = module.organization.role_ids
  log_retention_days = { for env, environment in local.policy.environments : env => environment.log_retention_days }
  hipaa              = merge(local.policy.hipaa, { audit_index = "audit" })

  archive_bucket = {
    name           = local.organization.aws.archive_bucket
    account_id     = local.organization.aws.account_id
    reader_role    = module.integrations.aws_role_name
    retention_days = local.policy.hipaa.archive_retention_days
  }
}

module "metrics" {
  source = "../../modules/metrics"

  metrics          = local.policy.metrics
  distributions    = local.policy.distributions
  not_reported_yet = local.organization.not_reported_yet
}

module "scanner" {
  source = "../../modules/sensitive_data_scanner"

  groups = local.scanner
}
