# expect: retention_days of datadog_logs_index is "16", which the real provider refuses
terraform {
  required_providers {
    datadog = { source = "DataDog/datadog" }
  }
}

resource "datadog_logs_index" "a" {
  name           = "a"
  retention_days = 16
  filter {
    query = "*"
  }
}
