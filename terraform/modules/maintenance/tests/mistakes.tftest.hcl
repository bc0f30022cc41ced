mock_provider "datadog" {
  source = "../../mocks/datadog"
}

variables {
  env = "staging"
}

run "no_schedule" {
  command = plan

  variables {
    windows = {
      patches = {
        reason = "nodes are restarted"
        scope  = { teams = ["data"] }

      }
    }
  }

  expect_failures = [var.windows]
}

run "two_schedules" {
  command = plan

  variables {
    windows = {
      patches = {
        reason    = "nodes are restarted"
        scope     = { teams = ["data"] }
        once      = { start = "2096-12-06T07:00:00Z", end = "2096-12-06T08:00:00Z" }
        recurring = { start = "2096-12-06T02:00:00", duration = "2h", rrule = "FREQ=DAILY", timezone = "UTC" }
      }
    }
  }

  expect_failures = [var.windows]
}

run "no_scope" {
  command = plan

  variables {
    windows = {
      patches = {
        reason = "nodes are restarted"
        scope  = {}
        once   = { start = "2096-12-06T07:00:00Z", end = "2096-12-06T08:00:00Z" }
      }
    }
  }

  expect_failures = [var.windows]
}

run "services_and_teams" {
  command = plan

  variables {
    windows = {
      patches = {
        reason = "nodes are restarted"
        scope  = { teams = ["data"], services = ["billing"] }
        once   = { start = "2096-12-06T07:00:00Z", end = "2096-12-06T08:00:00Z" }
      }
    }
  }

  expect_failures = [var.windows]
}

run "no_reason" {
  command = plan

  variables {
    windows = {
      patches = {
        reason = "patches"
        scope  = { teams = ["data"] }
        once   = { start = "2096-12-06T07:00:00Z", end = "2096-12-06T08:00:00Z" }
      }
    }
  }

  expect_failures = [var.windows]
}

run "unknown_end_state" {
  command = plan

  variables {
    windows = {
      patches = {
        reason = "nodes are restarted"
        scope  = { teams = ["data"] }
        once   = { start = "2096-12-06T07:00:00Z", end = "2096-12-06T08:00:00Z" }
        notify = { end_states = ["ok"] }
      }
    }
  }

  expect_failures = [var.windows]
}

run "ends_before_it_starts" {
  command = plan

  variables {
    windows = {
      patches = {
        reason = "nodes are restarted"
        scope  = { teams = ["data"] }
        once   = { start = "2096-12-06T08:00:00Z", end = "2096-12-06T07:00:00Z" }
      }
    }
  }

  expect_failures = [var.windows]
}

run "local_time_where_utc_is_needed" {
  command = plan

  variables {
    windows = {
      patches = {
        reason = "nodes are restarted"
        scope  = { teams = ["data"] }
        once   = { start = "2096-12-06T07:00:00-05:00", end = "2096-12-06T08:00:00-05:00" }
      }
    }
  }

  expect_failures = [var.windows]
}

run "utc_where_local_time_is_needed" {
  command = plan

  variables {
    windows = {
      patches = {
        reason    = "nodes are restarted"
        scope     = { teams = ["data"] }
        recurring = { start = "2096-12-06T02:00:00Z", duration = "2h", rrule = "FREQ=DAILY", timezone = "UTC" }
      }
    }
  }

  expect_failures = [var.windows]
}

run "duration_in_words" {
  command = plan

  variables {
    windows = {
      patches = {
        reason    = "nodes are restarted"
        scope     = { teams = ["data"] }
        recurring = { start = "2096-12-06T02:00:00", duration = "two hours", rrule = "FREQ=DAILY", timezone = "UTC" }
      }
    }
  }

  expect_failures = [var.windows]
}

run "every_hour" {
  command = plan

  variables {
    windows = {
      patches = {
        reason    = "nodes are restarted"
        scope     = { teams = ["data"] }
        recurring = { start = "2096-12-06T02:00:00", duration = "2h", rrule = "FREQ=HOURLY", timezone = "UTC" }
      }
    }
  }

  expect_failures = [var.windows]
}

run "start_in_the_rule" {
  command = plan

  variables {
    windows = {
      patches = {
        reason    = "nodes are restarted"
        scope     = { teams = ["data"] }
        recurring = { start = "2096-12-06T02:00:00", duration = "2h", rrule = "FREQ=DAILY;DTSTART=20961206T020000", timezone = "UTC" }
      }
    }
  }

  expect_failures = [var.windows]
}

run "time_zone_by_its_letters" {
  command = plan

  variables {
    windows = {
      patches = {
        reason    = "nodes are restarted"
        scope     = { teams = ["data"] }
        recurring = { start = "2096-12-06T02:00:00", duration = "2h", rrule = "FREQ=DAILY", timezone = "EST" }
      }
    }
  }

  expect_failures = [var.windows]
}

run "team_that_the_policy_does_not_have" {
  command = plan

  variables {
    windows = {
      patches = {
        reason = "nodes are restarted"
        scope  = { teams = ["data"] }
        once   = { start = "2096-12-06T07:00:00Z", end = "2096-12-06T08:00:00Z" }
        notify = { teams = ["data"] }
      }
    }
  }

  expect_failures = [datadog_downtime_schedule.this]
}
