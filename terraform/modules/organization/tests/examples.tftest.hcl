mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

mock_provider "vault" {}

run "basic" {
  state_key = "basic"

  module {
    source = "./examples/basic"
  }

  assert {
    condition     = strcontains(output.roles_table, "| operator | `monitors_write` | applies monitors from the repository |")
    error_message = "the example has other roles"
  }
}

# prevent_destroy would stop the test's own clean-up: a module without resources destroys what is left.
run "clean_up" {
  state_key = "basic"

  module {
    source = "../../mocks/nothing"
  }
}
