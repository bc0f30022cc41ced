mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

variables {
  archive_bucket = { name = "acme-logs", account_id = "123456789012", reader_role = "datadog-integration" }
  archives = [
    { name = "audit", query = "@audit:true", path = "/audit" },
    { name = "rest", query = "*", path = "/rest", storage_class = "STANDARD", rehydration_scan_max = 100 },
  ]
  metrics = {
    "acme.errors"   = { query = "status:error", group_by = { service = "service" } }
    "acme.duration" = { query = "source:acme", aggregation = "distribution", path = "@duration", percentiles = true }
  }
  restrictions = { no-audit = { query = "-audit:true", roles = ["swe", "sre"] }, everything = { query = "*", roles = ["security"] } }
  role_ids     = { swe = "role-swe", sre = "role-sre", security = "role-security" }
}

run "archives_are_encrypted_and_in_order" {
  state_key = "archives"

  override_data {
    target = data.datadog_logs_archives_order.existing
    values = { archive_ids = ["older"] }
  }

  assert {
    condition     = alltrue([for archive in datadog_logs_archive.this : one(archive.s3_archive).encryption_type == "SSE_KMS" && one(archive.s3_archive).encryption_key == aws_kms_key.archive[0].arn])
    error_message = "an archive is written without our key"
  }

  assert {
    condition     = tolist(datadog_logs_archive_order.this[0].archive_ids) == tolist([datadog_logs_archive.this["audit"].id, datadog_logs_archive.this["rest"].id, "older"])
    error_message = "logs are offered to the archives in another order"
  }
}

run "archives_are_kept_for_six_years" {
  command = plan

  assert {
    condition     = one(one(aws_s3_bucket_lifecycle_configuration.archive[0].rule).expiration).days == 2192 && one(one(aws_s3_bucket_lifecycle_configuration.archive[0].rule).noncurrent_version_expiration).noncurrent_days == 2192
    error_message = "45 CFR 164.316(b)(2)(i): an archive expires before six years are over"
  }

  assert {
    condition     = one(aws_s3_bucket_versioning.archive[0].versioning_configuration).status == "Enabled"
    error_message = "an overwritten object would be lost"
  }

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.archive[0].block_public_acls, aws_s3_bucket_public_access_block.archive[0].block_public_policy,
      aws_s3_bucket_public_access_block.archive[0].ignore_public_acls, aws_s3_bucket_public_access_block.archive[0].restrict_public_buckets,
    ])
    error_message = "the bucket could become public"
  }
}

run "nobody_deletes_a_version" {
  command = plan

  override_resource {
    target          = aws_s3_bucket.archive
    override_during = plan
    values          = { arn = "arn:aws:s3:::acme-logs" }
  }

  assert {
    condition     = anytrue([for statement in data.aws_iam_policy_document.archive_bucket[0].statement : statement.effect == "Deny" && contains(statement.actions, "s3:DeleteObjectVersion")])
    error_message = "a version of an archive can be deleted"
  }
}

run "log_based_metrics_are_computed" {
  command = plan

  assert {
    condition     = one(datadog_logs_metric.this["acme.errors"].group_by).tag_name == "service" && one(datadog_logs_metric.this["acme.duration"].compute).path == "@duration"
    error_message = "a metric is computed of something else"
  }
}

run "restrictions_name_roles_by_id" {
  command = plan

  assert {
    condition     = datadog_logs_restriction_query.this["no-audit"].role_ids == toset(["role-swe", "role-sre"])
    error_message = "the restriction is on other roles"
  }
}

# prevent_destroy would stop the test's own clean-up: a module without resources destroys what is left.
run "clean_up" {
  state_key = "archives"

  module {
    source = "../../mocks/nothing"
  }
}
