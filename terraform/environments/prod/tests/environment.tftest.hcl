# Plan and apply of the environment, from its real files, under mocks. The same in every environment.
mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

mock_provider "kubernetes" {}

mock_provider "kubernetes" {
  alias = "argocd"
}

mock_provider "vault" {}

run "plan" {
  command = plan

  assert {
    condition     = length(module.maintenance.read) == length(fileset("maintenance", "*.yaml"))
    error_message = "a maintenance window is in no plan"
  }

  assert {
    condition = alltrue([
      for file in ["data.tf", "main.tf", "outputs.tf", "providers.tf", "strict.tf", "tests/environment.tftest.hcl", "variables.tf", "versions.tf"] :
      length(distinct([for env in keys(local.account.environments) : file("../${env}/${file}")])) == 1
    ])
    error_message = "environments differ only in data: state.tf, environment.yaml and maintenance/. Make the same change in all of them"
  }
}

run "apply" {
  state_key = "environment"

  # What External Secrets read is what Terraform writes.
  assert {
    condition = alltrue([
      for path in values(output.store_paths) : strcontains(file("../../../manifests/${local.env}/platform/external-secrets.yaml"), "key: ${path}\n")
    ])
    error_message = "the cluster looks for its keys elsewhere: ${jsonencode(output.store_paths)}"
  }

  assert {
    condition     = contains(output.bootstrapped, "Namespace/${local.policy.agent_namespace}") && contains(output.bootstrapped, "Application/scribemed-observability") == local.environment.argocd_root
    error_message = "something else is bootstrapped: ${jsonencode(output.bootstrapped)}"
  }

  assert {
    condition     = alltrue(flatten([for tags in values(output.muted) : contains(tags, "env:${local.env}")]))
    error_message = "a window mutes monitors of another environment"
  }
}

run "a_field_that_no_module_knows_is_refused" {
  command = plan

  # As if the module had lost every field.
  override_module {
    target = module.keys
    outputs = {
      newest      = {}
      store_paths = {}
      read        = {}
    }
  }

  expect_failures = [terraform_data.strict]
}

# prevent_destroy would stop the test's own clean-up: a module without resources destroys what is left.
run "clean_up" {
  state_key = "environment"

  module {
    source = "../../mocks/nothing_in_clusters"
  }
}
