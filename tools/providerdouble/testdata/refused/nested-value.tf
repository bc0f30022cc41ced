# expect: s3_archive.encryption_type of datadog_logs_archive is "SSE_MD5"
terraform {
  required_providers {
    datadog = { source = "DataDog/datadog" }
  }
}

resource "datadog_logs_archive" "a" {
  name  = "a"
  query = "*"
  s3_archive {
    bucket          = "logs"
    account_id      = "123456789012"
    role_name       = "datadog"
    encryption_type = "SSE_MD5"
  }
}
