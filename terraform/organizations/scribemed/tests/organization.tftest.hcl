# Plan and apply of the whole organisation, from its real files, under mocks.
mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

mock_provider "vault" {}

variables {
  # Not keys: as many zeros as a key has characters.
  pagerduty_keys = {
    for service in ["data-platform", "data-platform-low", "ingestion", "ingestion-low", "ml-platform", "ml-platform-low", "platform", "platform-low"] :
    service => "00000000000000000000000000000000"
  }
}

run "plan" {
  command = plan

  assert {
    condition     = length(module.logs.pipelines) == length(fileset("../../pipelines", "*/pipeline.yaml"))
    error_message = "a pipeline is in no plan"
  }

  # Who may not make a downtime sees none.
  assert {
    condition = alltrue([
      for permission in concat(keys(local.roles.ci.permissions), keys(local.roles.drift.permissions)) :
      strcontains(permission, "read") || permission == "monitors_downtime"
    ])
    error_message = "ci and drift run every day without an approval, so they may change nothing"
  }
}

run "apply" {
  state_key = "organization"

  assert {
    condition     = toset(output.handles) == toset(concat(keys(local.policy.slack_channels), keys(local.policy.pagerduty_services), keys(local.policy.webhooks)))
    error_message = "a handle that monitors notify has no integration"
  }

  assert {
    condition     = alltrue([for name in ["ci", "drift", "terraform"] : output.store_paths[name].app-key == "/scribemed/datadog/${name}/app-key"])
    error_message = "CI looks for its keys elsewhere"
  }
}

run "the_table_of_roles_is_current" {
  command = plan

  assert {
    condition     = strcontains(file("README.md"), output.roles_table)
    error_message = "roles.yaml has changed. Replace the table of README.md by:\n${output.roles_table}"
  }
}

run "a_field_that_no_module_knows_is_refused" {
  command = plan

  # As if the module had lost every field.
  override_module {
    target = module.scanner
    outputs = {
      kinds = []
      read  = []
    }
  }

  expect_failures = [terraform_data.strict]
}

# prevent_destroy would stop the test's own clean-up: a module without resources destroys what is left.
run "clean_up" {
  state_key = "organization"

  module {
    source = "../../mocks/nothing"
  }
}
