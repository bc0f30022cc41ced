mock_provider "datadog" {
  source = "../../mocks/datadog"
}

variables {
  env     = "staging"
  handles = { data = ["slack-data-alerts", "slack-data"], empty = [] }
  windows = {
    failover = {
      reason           = "the database fails over"
      scope            = { services = ["billing", "claims"], monitor_tags = ["severity:p2"] }
      once             = { start = "2096-12-06T07:00:00Z", end = "2096-12-06T08:00:00Z" }
      mutes_p1_because = "nobody works then"
    }
    patches = {
      reason    = "nodes of the stores restart"
      scope     = { teams = ["data"] }
      recurring = { start = "2096-12-06T02:00:00", duration = "2h", rrule = "FREQ=WEEKLY;BYDAY=SU", timezone = "America/New_York" }
      notify    = { teams = ["data", "empty"], end_states = ["alert"] }
    }
    everything = {
      reason = "the cluster is replaced"
      scope  = { monitor_tags = ["env:staging"] }
      once   = { start = "2096-12-06T07:00:00Z", end = "2096-12-06T08:00:00Z" }
    }
  }
}

run "one_downtime_for_each_service_or_team" {
  assert {
    condition = jsonencode(output.muted) == jsonencode({
      "everything"       = ["env:staging"]
      "failover/billing" = ["env:staging", "service:billing", "severity:p2"]
      "failover/claims"  = ["env:staging", "service:claims", "severity:p2"]
      "patches/data"     = ["env:staging", "team:data"]
    })
    error_message = "other monitors are muted: ${jsonencode(output.muted)}"
  }
}

run "schedules_and_messages_are_those_of_the_window" {
  command = plan

  assert {
    condition     = datadog_downtime_schedule.this["failover/billing"].one_time_schedule.end == "2096-12-06T08:00:00Z" && datadog_downtime_schedule.this["failover/billing"].recurring_schedule == null
    error_message = "the window is at another time"
  }

  assert {
    condition     = one(datadog_downtime_schedule.this["patches/data"].recurring_schedule.recurrence).rrule == "FREQ=WEEKLY;BYDAY=SU" && datadog_downtime_schedule.this["patches/data"].recurring_schedule.timezone == "America/New_York" && datadog_downtime_schedule.this["patches/data"].one_time_schedule == null
    error_message = "the window recurs at another time"
  }

  assert {
    condition     = datadog_downtime_schedule.this["patches/data"].message == "nodes of the stores restart (window patches, staging). @slack-data @slack-data-alerts"
    error_message = "somebody else is notified"
  }

  assert {
    condition     = datadog_downtime_schedule.this["failover/claims"].message == "the database fails over (window failover, staging). Pages are muted because nobody works then."
    error_message = "the reason for muting pages is lost"
  }

  assert {
    condition     = datadog_downtime_schedule.this["patches/data"].notify_end_states == toset(["alert"]) && datadog_downtime_schedule.this["everything"].notify_end_states == toset(["alert", "no data", "warn"])
    error_message = "what lasts when the window ends notifies somebody else"
  }
}
