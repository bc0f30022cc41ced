mock_provider "datadog" {}

run "unknown_type" {
  command = plan

  variables {
    metrics = { "acme.jobs" = { type = "counter", description = "Jobs" } }
  }

  expect_failures = [var.metrics]
}

run "per_unit_without_unit" {
  command = plan

  variables {
    metrics = { "acme.jobs" = { type = "count", description = "Jobs", per_unit = "second" } }
  }

  expect_failures = [var.metrics]
}

run "no_description" {
  command = plan

  variables {
    metrics = { "acme.jobs" = { type = "count", description = " " } }
  }

  expect_failures = [var.metrics]
}

run "distribution_without_tags" {
  command = plan

  variables {
    metrics       = { "acme.jobs" = { type = "distribution", description = "Jobs" } }
    distributions = { "acme.jobs" = { tags = [] } }
  }

  expect_failures = [var.distributions]
}

run "unknown_metric_not_reported_yet" {
  command = plan

  variables {
    not_reported_yet = ["acme.jobs"]
  }

  expect_failures = [var.not_reported_yet]
}

run "percentiles_of_a_count" {
  command = plan

  variables {
    metrics       = { "acme.jobs" = { type = "count", description = "Jobs" } }
    distributions = { "acme.jobs" = { tags = ["env"] } }
  }

  expect_failures = [datadog_metric_tag_configuration.this]
}

run "percentiles_of_an_undeclared_metric" {
  command = plan

  variables {
    distributions = { "acme.jobs" = { tags = ["env"] } }
  }

  expect_failures = [datadog_metric_tag_configuration.this]
}

run "queryable_by_patient" {
  command = plan

  variables {
    metrics       = { "acme.jobs" = { type = "distribution", description = "Jobs" } }
    distributions = { "acme.jobs" = { tags = ["env", "encounter_id"] } }
  }

  expect_failures = [datadog_metric_tag_configuration.this]
}
