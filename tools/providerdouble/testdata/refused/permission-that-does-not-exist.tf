# expect: The given key does not identify an element
terraform {
  required_providers {
    datadog = { source = "DataDog/datadog" }
  }
}

data "datadog_permissions" "all" {}

resource "datadog_role" "a" {
  name = "a"
  permission {
    id = data.datadog_permissions.all.permissions["logs_read_everything"]
  }
}
