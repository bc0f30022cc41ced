mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

run "two_indexes_of_one_name" {
  command = plan

  variables {
    indexes = [{ name = "main", filter = "env:a", retention_days = 3 }, { name = "main", filter = "env:b", retention_days = 3 }]
  }

  expect_failures = [var.indexes]
}

run "index_without_retention" {
  command = plan

  variables {
    indexes = [{ name = "main", filter = "*" }]
  }

  expect_failures = [var.indexes]
}

run "index_with_two_retentions" {
  command = plan

  variables {
    indexes            = [{ name = "main", filter = "*", retention_days = 3, environment = "dev" }]
    log_retention_days = { dev = 3 }
  }

  expect_failures = [var.indexes]
}

run "retention_that_datadog_does_not_have" {
  command = plan

  variables {
    indexes = [{ name = "main", filter = "*", retention_days = 14 }]
  }

  expect_failures = [var.indexes]
}

run "exclusion_of_more_than_everything" {
  command = plan

  variables {
    indexes = [{ name = "main", filter = "*", retention_days = 3, exclusions = [{ name = "x", query = "y", exclude_percent = 120 }] }]
  }

  expect_failures = [var.indexes]
}

run "daily_limit_of_nothing" {
  command = plan

  variables {
    indexes = [{ name = "main", filter = "*", retention_days = 3, daily_limit = 0 }]
  }

  expect_failures = [var.indexes]
}

run "warning_without_daily_limit" {
  command = plan

  variables {
    indexes = [{ name = "main", filter = "*", retention_days = 3, warn_at_percent = 80 }]
  }

  expect_failures = [var.indexes]
}

run "reset_at_half_past" {
  command = plan

  variables {
    indexes = [{ name = "main", filter = "*", retention_days = 3, daily_limit = 9, daily_limit_reset = { time = "14:30", utc_offset = "+00:00" } }]
  }

  expect_failures = [var.indexes]
}

run "environment_that_the_policy_does_not_have" {
  command = plan

  variables {
    indexes            = [{ name = "main", filter = "*", environment = "qa" }]
    log_retention_days = { dev = 3 }
  }

  expect_failures = [datadog_logs_index.this]
}

run "audit_index_is_not_the_first" {
  command = plan

  variables {
    indexes = [{ name = "prod", filter = "env:prod", retention_days = 30 }, { name = "audit", filter = "audit:true", retention_days = 360 }]
    hipaa   = { audit_index = "audit" }
  }

  expect_failures = [datadog_logs_index_order.this]
}

run "audit_index_forgets_too_early" {
  command = plan

  variables {
    indexes = [{ name = "audit", filter = "audit:true", retention_days = 30 }]
    hipaa   = { audit_index = "audit" }
  }

  expect_failures = [datadog_logs_index_order.this]
}

run "audit_index_excludes" {
  command = plan

  variables {
    indexes = [{ name = "audit", filter = "audit:true", retention_days = 360, exclusions = [{ name = "x", query = "y" }] }]
    hipaa   = { audit_index = "audit" }
  }

  expect_failures = [datadog_logs_index_order.this]
}

run "audit_index_is_limited" {
  command = plan

  variables {
    indexes = [{ name = "audit", filter = "audit:true", retention_days = 360, daily_limit = 1000 }]
    hipaa   = { audit_index = "audit" }
  }

  expect_failures = [datadog_logs_index_order.this]
}

run "index_that_hides_the_others" {
  command = plan

  variables {
    indexes = [{ name = "all", filter = "*", retention_days = 3 }, { name = "prod", filter = "env:prod", retention_days = 30 }]
  }

  expect_failures = [datadog_logs_index_order.this]
}

run "policy_below_six_years" {
  command = plan

  variables {
    hipaa = { archive_retention_days = 365 }
  }

  expect_failures = [var.hipaa]
}

run "tag_without_value" {
  command = plan

  variables {
    tags = ["acme"]
  }

  expect_failures = [var.tags]
}
