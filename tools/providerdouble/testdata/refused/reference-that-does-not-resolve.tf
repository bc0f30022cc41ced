# expect: Reference to undeclared resource
terraform {
  required_providers {
    datadog = { source = "DataDog/datadog" }
  }
}

resource "datadog_logs_index_order" "a" {
  indexes = [datadog_logs_index.main.id]
}
