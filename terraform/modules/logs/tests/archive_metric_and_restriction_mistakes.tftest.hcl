mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

run "archive_without_bucket" {
  command = plan

  variables {
    archives = [{ name = "all", query = "*", path = "/all" }]
  }

  expect_failures = [var.archives]
}

run "two_archives_in_one_path" {
  command = plan

  variables {
    archive_bucket = { name = "acme-logs", account_id = "123456789012", reader_role = "datadog-integration" }
    archives       = [{ name = "a", query = "x", path = "/all" }, { name = "b", query = "*", path = "/all" }]
  }

  expect_failures = [var.archives]
}

run "storage_that_cannot_be_rehydrated" {
  command = plan

  variables {
    archive_bucket = { name = "acme-logs", account_id = "123456789012", reader_role = "datadog-integration" }
    archives       = [{ name = "all", query = "*", path = "/all", storage_class = "DEEP_ARCHIVE" }]
  }

  expect_failures = [var.archives]
}

run "archive_below_six_years" {
  command = plan

  variables {
    archive_bucket = { name = "acme-logs", account_id = "123456789012", reader_role = "datadog-integration", retention_days = 365 }
    archives       = [{ name = "all", query = "*", path = "/all" }]
  }

  expect_failures = [datadog_logs_archive.this]
}

run "bucket_name_in_capitals" {
  command = plan

  variables {
    archive_bucket = { name = "Acme", account_id = "123456789012", reader_role = "r" }
  }

  expect_failures = [var.archive_bucket]
}

run "metric_of_unknown_aggregation" {
  command = plan

  variables {
    metrics = { "acme.errors" = { query = "status:error", aggregation = "sum" } }
  }

  expect_failures = [var.metrics]
}

run "distribution_without_path" {
  command = plan

  variables {
    metrics = { "acme.errors" = { query = "status:error", aggregation = "distribution" } }
  }

  expect_failures = [var.metrics]
}

run "percentiles_of_a_count" {
  command = plan

  variables {
    metrics = { "acme.errors" = { query = "status:error", percentiles = true } }
  }

  expect_failures = [var.metrics]
}

run "restriction_of_nobody" {
  command = plan

  variables {
    restrictions = { audit = { query = "-audit:true", roles = [] } }
  }

  expect_failures = [var.restrictions]
}

run "restriction_to_everything" {
  command = plan

  variables {
    restrictions = { audit = { query = "*", roles = ["swe"] } }
    role_ids     = { swe = "1" }
  }

  expect_failures = [var.restrictions]
}

run "restriction_of_an_unknown_role" {
  command = plan

  variables {
    restrictions = { audit = { query = "-audit:true", roles = ["sew"] } }
    role_ids     = { swe = "1" }
  }

  expect_failures = [datadog_logs_restriction_query.this]
}

run "restriction_by_an_attribute" {
  command = plan

  variables {
    restrictions = { audit = { query = "-@evt.category:audit", roles = ["swe"] } }
    role_ids     = { swe = "1" }
  }

  expect_failures = [var.restrictions]
}
