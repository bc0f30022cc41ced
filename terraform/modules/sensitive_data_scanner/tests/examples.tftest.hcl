mock_provider "datadog" {
  source = "../../mocks/datadog"
}

run "basic" {
  module {
    source = "./examples/basic"
  }

  assert {
    condition     = tolist(output.kinds) == tolist(["email", "medical_record"])
    error_message = "the example looks for something else"
  }
}
