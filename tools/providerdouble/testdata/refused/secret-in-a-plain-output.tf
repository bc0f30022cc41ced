# expect: Output refers to sensitive values
terraform {
  required_providers {
    datadog = { source = "DataDog/datadog" }
  }
}

resource "datadog_api_key" "a" {
  name = "a"
}

output "key" {
  value = datadog_api_key.a.key
}
