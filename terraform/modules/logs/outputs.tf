output "pipelines" {
  description = "Pipelines in the order in which logs pass them."
  value       = tolist([for source in local.pipeline_order : source if contains(local.pipeline_sources, source)])
}

output "indexes" {
  description = "Days that each index keeps logs."
  value       = { for name, index in datadog_logs_index.this : name => index.retention_days }
}

output "archive_bucket" {
  description = "The archives' bucket, or null."
  value       = one(aws_s3_bucket.archive[*].bucket)
}

output "read" {
  description = "What was read of indexes, metrics, archives and restrictions, with defaults. A root compares it with its files: a field that is not here was lost."
  value       = { indexes = var.indexes, metrics = var.metrics, archives = var.archives, restrictions = var.restrictions }
}
