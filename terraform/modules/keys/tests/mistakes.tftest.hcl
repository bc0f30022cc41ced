mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

mock_provider "vault" {}

variables {
  name  = "prod-agent"
  store = { kind = "aws-ssm", path = "/acme/prod/datadog" }
}

run "name_with_capitals" {
  command = plan

  variables {
    name = "Prod Agent"
  }

  expect_failures = [var.name]
}

run "three_keys" {
  command = plan

  variables {
    api_keys = { a = { created = "2096-01-01", retire_after = "2096-06-01" }, b = { created = "2096-02-01", retire_after = "2096-07-01" }, c = { created = "2096-03-01", retire_after = "2096-08-01" } }
  }

  expect_failures = [var.api_keys]
}

run "three_application_keys" {
  command = plan

  variables {
    service_account_id = "1"
    application_keys   = { a = { created = "2096-01-01", retire_after = "2096-06-01" }, b = { created = "2096-02-01", retire_after = "2096-07-01" }, c = { created = "2096-03-01", retire_after = "2096-08-01" } }
  }

  expect_failures = [var.application_keys]
}

run "no_date" {
  command = plan

  variables {
    api_keys = { a = { created = "November", retire_after = "2096-06-01" } }
  }

  expect_failures = [var.api_keys]
}

run "no_date_of_an_application_key" {
  command = plan

  variables {
    service_account_id = "1"
    application_keys   = { a = { created = "2096-01-01", retire_after = "soon" } }
  }

  expect_failures = [var.application_keys]
}

run "application_key_of_nobody" {
  command = plan

  variables {
    application_keys = { a = { created = "2096-01-01", retire_after = "2096-06-01" } }
  }

  expect_failures = [var.application_keys]
}

run "no_overlap" {
  command = plan

  variables {
    overlap_days = 0
  }

  expect_failures = [var.overlap_days]
}

run "two_years_old" {
  command = plan

  variables {
    age_days_max = 730
  }

  expect_failures = [var.age_days_max]
}

run "unknown_store" {
  command = plan

  variables {
    store = { kind = "consul", path = "acme" }
  }

  expect_failures = [var.store]
}

run "vault_path_with_slash" {
  command = plan

  variables {
    store = { kind = "vault", path = "/acme/dev" }
  }

  expect_failures = [var.store]
}

run "overlap_too_short" {
  command = plan

  variables {
    api_keys = { old = { created = "2096-05-01", retire_after = "2096-09-22" }, new = { created = "2096-09-20", retire_after = "2097-03-01" } }
  }

  expect_failures = [terraform_data.rotation]
}

run "key_lives_too_long" {
  command = plan

  variables {
    api_keys = { a = { created = "2096-01-01", retire_after = "2096-12-01" } }
  }

  expect_failures = [terraform_data.rotation]
}

run "retired_before_created" {
  command = plan

  variables {
    api_keys = { a = { created = "2096-02-01", retire_after = "2096-01-01" } }
  }

  expect_failures = [terraform_data.rotation]
}

run "created_on_the_same_day" {
  command = plan

  variables {
    api_keys = { a = { created = "2096-01-01", retire_after = "2096-03-01" }, b = { created = "2096-01-01", retire_after = "2096-03-01" } }
  }

  expect_failures = [terraform_data.rotation]
}

run "overdue" {
  command = plan

  variables {
    today    = "2096-03-02"
    api_keys = { a = { created = "2096-01-01", retire_after = "2096-03-01" } }
  }

  expect_failures = [check.no_key_is_overdue]
}

run "today_is_no_day" {
  command = plan

  variables {
    today = "tomorrow"
  }

  expect_failures = [var.today]
}
