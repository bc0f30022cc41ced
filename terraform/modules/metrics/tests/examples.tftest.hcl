mock_provider "datadog" {}

run "basic" {
  module {
    source = "./examples/basic"
  }

  assert {
    condition     = output.percentiles == tolist(["acme.jobs.duration"])
    error_message = "the example has another result than its comment says"
  }
}
