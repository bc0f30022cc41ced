resource "datadog_logs_archive" "this" {
  for_each   = { for archive in var.archives : archive.name => archive }
  depends_on = [aws_iam_role_policy_attachment.archive]

  name                            = each.key
  query                           = each.value.query
  include_tags                    = each.value.include_tags
  rehydration_max_scan_size_in_gb = each.value.rehydration_scan_max
  rehydration_tags                = each.value.rehydration_tags

  s3_archive {
    bucket          = aws_s3_bucket.archive[0].bucket
    path            = each.value.path
    account_id      = var.archive_bucket.account_id
    role_name       = var.archive_bucket.reader_role
    encryption_type = "SSE_KMS"
    encryption_key  = aws_kms_key.archive[0].arn
    storage_class   = each.value.storage_class
  }

  lifecycle {
    precondition {
      condition     = var.archive_bucket.retention_days >= var.hipaa.archive_retention_days
      error_message = "45 CFR 164.316(b)(2)(i), retention: archives are kept for ${var.hipaa.archive_retention_days} days or more. archive_bucket.retention_days is ${var.archive_bucket.retention_days}."
    }
  }
}

# Ours first, then those that exist already.
data "datadog_logs_archives_order" "existing" {
  count = length(var.archives) == 0 ? 0 : 1
}

locals {
  own_archive_ids = [for archive in var.archives : datadog_logs_archive.this[archive.name].id]
}

resource "datadog_logs_archive_order" "this" {
  count = length(var.archives) == 0 ? 0 : 1

  archive_ids = concat(
    local.own_archive_ids,
    [for id in data.datadog_logs_archives_order.existing[0].archive_ids : id if !contains(local.own_archive_ids, id)],
  )
}
