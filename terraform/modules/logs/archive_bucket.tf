resource "aws_s3_bucket" "archive" {
  count = var.archive_bucket == null ? 0 : 1

  bucket = var.archive_bucket.name

  lifecycle {
    prevent_destroy = true
  }
}

# Not Object Lock: Datadog rewrites the last object after a timeout. A version that is overwritten stays instead, and nobody may delete one.
resource "aws_s3_bucket_versioning" "archive" {
  count = length(aws_s3_bucket.archive)

  bucket = aws_s3_bucket.archive[0].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "archive" {
  count = length(aws_s3_bucket.archive)

  bucket                  = aws_s3_bucket.archive[0].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "archive" {
  count = length(aws_s3_bucket.archive)

  bucket = aws_s3_bucket.archive[0].id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.archive[0].arn
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "archive" {
  count = length(aws_s3_bucket.archive)
  # Expiry of old versions needs versioning to be on.
  depends_on = [aws_s3_bucket_versioning.archive]

  bucket = aws_s3_bucket.archive[0].id

  rule {
    id     = "retention"
    status = "Enabled"

    filter {}

    transition {
      days          = var.archive_bucket.cold_after_days
      storage_class = "GLACIER_IR"
    }

    expiration {
      days = var.archive_bucket.retention_days
    }

    noncurrent_version_expiration {
      noncurrent_days = var.archive_bucket.retention_days
    }
  }
}
