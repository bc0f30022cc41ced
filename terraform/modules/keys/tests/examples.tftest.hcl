mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

mock_provider "vault" {}

run "basic" {
  module {
    source = "./examples/basic"
  }

  assert {
    condition     = output.store_paths.api-key == "/acme/prod/datadog/api-key"
    error_message = "the example stores its key elsewhere"
  }
}
