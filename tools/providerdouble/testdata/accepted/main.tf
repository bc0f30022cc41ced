# One of each form that a schema has: arguments, blocks in lists and sets, nested attributes, write-only arguments, ephemeral resources, data sources.
terraform {
  required_version = ">= 1.11"
  required_providers {
    aws        = { source = "hashicorp/aws", version = "~> 6.0" }
    datadog    = { source = "DataDog/datadog", version = "~> 4.0" }
    kubernetes = { source = "hashicorp/kubernetes", version = "~> 3.0" }
    random     = { source = "hashicorp/random", version = "~> 3.7" }
    time       = { source = "hashicorp/time", version = "~> 0.13" }
    vault      = { source = "hashicorp/vault", version = "~> 5.0" }
  }
}

variable "retention_days" {
  type    = number
  default = 15
}

ephemeral "random_password" "token" {
  length = 32
}

resource "datadog_api_key" "agent" {
  name = "agent"
}

resource "vault_kv_secret_v2" "agent" {
  mount                = "kv"
  name                 = "datadog/agent"
  data_json_wo         = jsonencode({ api_key = datadog_api_key.agent.key, token = ephemeral.random_password.token.result })
  data_json_wo_version = 1
}

resource "aws_ssm_parameter" "agent" {
  name             = "/datadog/agent"
  type             = "SecureString"
  value_wo         = ephemeral.random_password.token.result
  value_wo_version = 1
}

data "datadog_permissions" "all" {}

resource "datadog_role" "swe" {
  name = "swe"
  dynamic "permission" {
    for_each = ["logs_read_data", "monitors_read"]
    content {
      id = data.datadog_permissions.all.permissions[permission.value]
    }
  }
}

resource "datadog_logs_index" "phi" {
  name           = "phi"
  retention_days = var.retention_days
  filter {
    query = "service:ehr"
  }
  exclusion_filter {
    name = "health"
    filter {
      query       = "@http.url:/health"
      sample_rate = 1
    }
  }
}

resource "kubernetes_namespace_v1" "datadog" {
  metadata {
    name = "datadog"
  }
}

resource "time_rotating" "key" {
  rotation_days = 90
}

output "next_rotation" {
  value = timeadd(time_rotating.key.rotation_rfc3339, "24h")
}

output "index_id" {
  value = datadog_logs_index.phi.id
}
