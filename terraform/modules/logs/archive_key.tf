resource "aws_kms_key" "archive" {
  count = length(aws_s3_bucket.archive)

  description             = "Encrypts the log archive ${var.archive_bucket.name}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  lifecycle {
    # Without the key, six years of archives are unreadable.
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "archive" {
  count = length(aws_s3_bucket.archive)

  name          = "alias/${replace(var.archive_bucket.name, ".", "-")}"
  target_key_id = aws_kms_key.archive[0].key_id
}
