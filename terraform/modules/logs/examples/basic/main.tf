# One pipeline from a file, an audit index before the others, an archive kept for six years, a metric and a restriction.
module "logs" {
  source = "../.."

  pipelines_folder = "${path.module}/pipelines"
  tags             = ["managed-by:acme"]

  hipaa              = { audit_index = "audit", index_retention_days_min = 180 }
  log_retention_days = { prod = 30 }
  indexes = [
    { name = "audit", filter = "@audit:true", retention_days = 180 },
    { name = "prod", filter = "env:prod", environment = "prod", daily_limit = 5000000 },
    { name = "rest", filter = "*", retention_days = 3 },
  ]

  archive_bucket = { name = "acme-log-archive", account_id = "123456789012", reader_role = "datadog-integration" }
  archives       = [{ name = "all", query = "*", path = "/all" }]

  metrics      = { "acme.errors" = { query = "status:error", group_by = { service = "service" } } }
  restrictions = { no-audit = { query = "-audit:true", roles = ["swe"] } }
  role_ids     = { swe = "00000000-0000-0000-0000-000000000000" }
}

output "pipelines" {
  description = "In their order."
  value       = module.logs.pipelines
}
