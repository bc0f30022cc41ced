# Who may do what with the archive: Datadog writes and reads, nobody deletes a version or sends anything unencrypted.
data "aws_iam_policy_document" "archive_bucket" {
  count = length(aws_s3_bucket.archive)

  statement {
    sid       = "NoPlainTransport"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.archive[0].arn, "${aws_s3_bucket.archive[0].arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }

  statement {
    sid       = "NoDeletedVersions"
    effect    = "Deny"
    actions   = ["s3:DeleteObjectVersion"]
    resources = ["${aws_s3_bucket.archive[0].arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

resource "aws_s3_bucket_policy" "archive" {
  count = length(aws_s3_bucket.archive)

  bucket = aws_s3_bucket.archive[0].id
  policy = data.aws_iam_policy_document.archive_bucket[0].json
}

data "aws_iam_policy_document" "archive_role" {
  count = length(aws_s3_bucket.archive)

  statement {
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = [for archive in var.archives : "${aws_s3_bucket.archive[0].arn}/${trim(archive.path, "/")}/*"]
  }

  statement {
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.archive[0].arn]
  }

  statement {
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.archive[0].arn]
  }
}

resource "aws_iam_policy" "archive" {
  count = length(aws_s3_bucket.archive)

  name   = "${var.archive_bucket.name}-datadog"
  policy = data.aws_iam_policy_document.archive_role[0].json
}

resource "aws_iam_role_policy_attachment" "archive" {
  count = length(aws_s3_bucket.archive)

  role       = var.archive_bucket.reader_role
  policy_arn = aws_iam_policy.archive[0].arn
}
