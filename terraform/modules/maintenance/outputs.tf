output "muted" {
  description = "The monitor tags that each downtime mutes."
  value       = { for name, downtime in datadog_downtime_schedule.this : name => sort(downtime.monitor_identifier.monitor_tags) }
}

output "read" {
  description = "What was read of the windows, with defaults. A root compares it with its files: a field that is not here was lost."
  value       = var.windows
}
