# expect: a number is required
terraform {
  required_providers {
    datadog = { source = "DataDog/datadog" }
  }
}

resource "datadog_logs_index" "a" {
  name           = "a"
  retention_days = "two weeks"
  filter {
    query = "*"
  }
}
