mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

run "basic" {
  state_key = "basic"

  module {
    source = "./examples/basic"
  }

  assert {
    condition     = output.pipelines == tolist(["web"])
    error_message = "the example has other pipelines than its folder"
  }
}

# prevent_destroy would stop the test's own clean-up: a module without resources destroys what is left.
run "clean_up" {
  state_key = "basic"

  module {
    source = "../../mocks/nothing"
  }
}
