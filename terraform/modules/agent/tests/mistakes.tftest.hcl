mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "kubernetes" {}

mock_provider "kubernetes" {
  alias = "argocd"
}

mock_provider "vault" {}

variables {
  env              = "dev"
  cluster          = "scribemed-dev"
  manifests_folder = "../../../manifests"
  secret_store     = { kind = "vault", path = "scribemed/dev/datadog" }
}

run "no_manifests" {
  command = plan

  variables {
    manifests_folder = "../../../jsonnet"
  }

  expect_failures = [var.manifests_folder]
}

run "unknown_store" {
  command = plan

  variables {
    secret_store = { kind = "consul", path = "scribemed/dev" }
  }

  expect_failures = [var.secret_store]
}

run "ssm_path_without_slash" {
  command = plan

  variables {
    secret_store = { kind = "aws-ssm", path = "scribemed/dev" }
  }

  expect_failures = [var.secret_store]
}

run "token_for_a_week" {
  command = plan

  variables {
    vault = { token_ttl_s = 604800 }
  }

  expect_failures = [var.vault]
}

run "namespace_that_is_not_rendered" {
  command = plan

  variables {
    agent_namespace = "monitoring"
  }

  expect_failures = [kubernetes_manifest.namespace]
}

run "store_that_is_not_rendered" {
  command = plan

  variables {
    secret_store = { kind = "aws-ssm", path = "/scribemed/dev/datadog" }
  }

  expect_failures = [kubernetes_manifest.store]
}
