# One counter, and one distribution with percentiles by service.
module "metrics" {
  source = "../.."

  metrics = {
    "acme.jobs.failed" = {
      type        = "count"
      description = "Jobs that ended with an error"
      unit        = "job"
    }
    "acme.jobs.duration" = {
      type        = "distribution"
      description = "Time from taking a job to its end"
      unit        = "millisecond"
    }
  }
  distributions = {
    "acme.jobs.duration" = { tags = ["env", "service", "queue"] }
  }
}

output "percentiles" {
  description = "Distributions with percentiles."
  value       = module.metrics.percentiles
}
