mock_provider "datadog" {}

variables {
  metrics = {
    "acme.jobs.duration" = { type = "distribution", description = "Time of a job", unit = "millisecond" }
    "acme.jobs.failed"   = { type = "count", description = "Failed jobs", unit = "job" }
    "acme.queue.bytes"   = { type = "gauge", description = "Bytes queued", unit = "byte", per_unit = "second", short_name = "queued" }
  }
  distributions = {
    "acme.jobs.duration" = { tags = ["env", "service"] }
  }
}

run "every_metric_is_described" {
  command = plan

  assert {
    condition     = datadog_metric_metadata.this["acme.queue.bytes"].per_unit == "second" && datadog_metric_metadata.this["acme.jobs.failed"].description == "Failed jobs"
    error_message = "metadata is not what the catalog says"
  }

  assert {
    condition     = length(datadog_metric_metadata.this) == 3
    error_message = "a metric of the catalog has no metadata"
  }
}

run "percentiles_are_switched_on" {
  assert {
    condition     = datadog_metric_tag_configuration.this["acme.jobs.duration"].include_percentiles && datadog_metric_tag_configuration.this["acme.jobs.duration"].tags == toset(["env", "service"])
    error_message = "percentiles or tags of the distribution are not what was asked for"
  }

  assert {
    condition     = output.percentiles == tolist(["acme.jobs.duration"])
    error_message = "the output misses a distribution"
  }
}

run "percentiles_can_be_off" {
  command = plan

  variables {
    distributions = { "acme.jobs.duration" = { tags = ["env"], percentiles = false } }
  }

  assert {
    condition     = length(output.percentiles) == 0
    error_message = "percentiles are on although the policy switched them off"
  }
}

run "an_unreported_metric_is_left_out" {
  command = plan

  variables {
    not_reported_yet = ["acme.jobs.duration"]
  }

  assert {
    condition     = !contains(keys(datadog_metric_metadata.this), "acme.jobs.duration") && length(datadog_metric_tag_configuration.this) == 0
    error_message = "Datadog would reject the settings of a metric that it never received"
  }
}
