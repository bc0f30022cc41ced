output "percentiles" {
  description = "Distributions whose percentiles are switched on."
  value       = sort([for name, distribution in datadog_metric_tag_configuration.this : name if distribution.include_percentiles])
}
