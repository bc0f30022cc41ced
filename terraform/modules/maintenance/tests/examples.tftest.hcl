mock_provider "datadog" {
  source = "../../mocks/datadog"
}

run "basic" {
  module {
    source = "./examples/basic"
  }

  assert {
    condition     = toset(keys(output.muted)) == toset(["failover/billing", "failover/claims", "patches/data"])
    error_message = "the example mutes something else"
  }
}
