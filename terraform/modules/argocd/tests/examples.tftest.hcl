mock_provider "kubernetes" {}

mock_provider "kubernetes" {
  alias = "argocd"
}

run "basic" {
  state_key = "basic"

  module {
    source = "./examples/basic"
  }

  assert {
    condition     = contains(output.bootstrapped, "Application/scribemed-observability")
    error_message = "the example has no root application"
  }
}

# prevent_destroy would stop the test's own clean-up: a module without resources destroys what is left.
run "clean_up" {
  state_key = "basic"

  module {
    source = "../../mocks/nothing_in_clusters"
  }
}
