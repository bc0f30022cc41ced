mock_provider "kubernetes" {}

mock_provider "kubernetes" {
  alias = "argocd"
}

variables {
  manifests_folder = "../../../manifests"
}

run "the_shared_root_and_the_projects" {
  state_key = "argocd"

  assert {
    condition     = output.bootstrapped == tolist(["AppProject/scribemed-observability", "AppProject/scribemed-observability-bootstrap", "AppProject/scribemed-observability-estate", "Application/scribemed-observability"])
    error_message = "something else is bootstrapped: ${jsonencode(output.bootstrapped)}"
  }

  assert {
    condition     = contains([for name, project in kubernetes_manifest.project : project.manifest.metadata.name], kubernetes_manifest.root["Application/scribemed-observability"].manifest.spec.project)
    error_message = "the root application is in a project that is not made"
  }
}

# prevent_destroy would stop the test's own clean-up: a module without resources destroys what is left.
run "clean_up" {
  state_key = "argocd"

  module {
    source = "../../mocks/nothing_in_clusters"
  }
}

run "no_manifests" {
  command = plan

  variables {
    manifests_folder = "../../../jsonnet"
  }

  expect_failures = [var.manifests_folder]
}
