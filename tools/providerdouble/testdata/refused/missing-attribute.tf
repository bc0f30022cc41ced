# expect: The argument "name" is required
terraform {
  required_providers {
    datadog = { source = "DataDog/datadog" }
  }
}

resource "datadog_api_key" "a" {
}
