mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

variables {
  tags               = ["managed-by:acme"]
  log_retention_days = { dev = 3, prod = 30 }
  hipaa              = { audit_index = "audit", index_retention_days_min = 180 }
  indexes = [
    { name = "audit", filter = "@audit:true", retention_days = 360 },
    {
      name              = "prod"
      filter            = "env:prod"
      environment       = "prod"
      daily_limit       = 1000000
      warn_at_percent   = 80
      daily_limit_reset = { time = "06:00", utc_offset = "+00:00" }
      tags              = ["env:prod"]
      exclusions = [
        { name = "health checks", query = "@http.url_details.path:/healthz" },
        { name = "debug", query = "status:debug", exclude_percent = 95, sample_attribute = "@trace_id" },
      ]
    },
    { name = "rest", filter = "*", retention_days = 3 },
  ]
}

run "indexes_are_made_in_order" {
  state_key = "indexes"

  override_data {
    target = data.datadog_logs_indexes_order.existing
    values = { index_names = ["main", "prod"] }
  }

  assert {
    condition     = tolist(datadog_logs_index_order.this[0].indexes) == tolist([datadog_logs_index.this["audit"].id, datadog_logs_index.this["prod"].id, datadog_logs_index.this["rest"].id, "main"])
    error_message = "logs are offered to the indexes in another order"
  }

  assert {
    condition     = output.indexes == { audit = 360, prod = 30, rest = 3 }
    error_message = "an index keeps logs for another time than its file or the policy says"
  }
}

run "limits_and_exclusions_keep_their_values" {
  command = plan

  assert {
    condition     = datadog_logs_index.this["prod"].daily_limit == 1000000 && !datadog_logs_index.this["prod"].disable_daily_limit && one(datadog_logs_index.this["prod"].daily_limit_reset).reset_time == "06:00"
    error_message = "the daily limit is another one"
  }

  assert {
    condition     = datadog_logs_index.this["audit"].disable_daily_limit && datadog_logs_index.this["audit"].daily_limit == null
    error_message = "an index without a limit must switch Datadog's default off"
  }

  assert {
    condition     = [for exclusion in datadog_logs_index.this["prod"].exclusion_filter : one(exclusion.filter).sample_rate] == [1, 0.95]
    error_message = "percent became another share"
  }

  assert {
    condition     = datadog_logs_index.this["prod"].tags == toset(["managed-by:acme", "env:prod"])
    error_message = "an index lost a tag"
  }
}

# prevent_destroy would stop the test's own clean-up: a module without resources destroys what is left.
run "clean_up" {
  state_key = "indexes"

  module {
    source = "../../mocks/nothing"
  }
}
