# expect: An argument named "nmae" is not expected here
terraform {
  required_providers {
    datadog = { source = "DataDog/datadog" }
  }
}

resource "datadog_api_key" "a" {
  nmae = "agent"
  name = "agent"
}
