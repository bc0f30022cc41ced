# Datadog generates the external id: nobody else can have Datadog assume the role.
resource "datadog_integration_aws_external_id" "this" {
  count = var.aws == null ? 0 : 1
}

resource "datadog_integration_aws_account" "this" {
  count = var.aws == null ? 0 : 1

  aws_account_id = var.aws.account_id
  aws_partition  = var.aws.partition
  account_tags   = var.aws.tags

  auth_config {
    aws_auth_config_role {
      role_name   = var.aws.role_name
      external_id = datadog_integration_aws_external_id.this[0].id
    }
  }

  aws_regions {
    include_all  = length(var.aws.regions) == 0 ? true : null
    include_only = length(var.aws.regions) == 0 ? null : var.aws.regions
  }

  # Logs reach Datadog through the agent alone, where the PHI rules run.
  logs_config {
    lambda_forwarder {}
  }

  metrics_config {
    namespace_filters {
      exclude_only = var.aws.exclude_namespaces
    }
  }

  resources_config {
    extended_collection = var.aws.collect_resources
  }

  traces_config {
    xray_services {}
  }
}
