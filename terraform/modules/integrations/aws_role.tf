data "datadog_integration_aws_iam_permissions" "this" {
  count = var.aws == null ? 0 : 1
}

data "aws_iam_policy_document" "trust" {
  count = var.aws == null ? 0 : 1

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:${var.aws.partition}:iam::${var.aws.datadog_account_id}:root"]
    }

    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = [datadog_integration_aws_external_id.this[0].id]
    }
  }
}

resource "aws_iam_role" "this" {
  count = var.aws == null ? 0 : 1

  name                 = var.aws.role_name
  description          = "Assumed by Datadog to collect metrics and resources"
  assume_role_policy   = data.aws_iam_policy_document.trust[0].json
  max_session_duration = 3600
}

locals {
  # An inline policy has at most 10,240 characters in all, a managed one 6,144: 90 actions fit into each.
  aws_actions = try(chunklist(sort(data.datadog_integration_aws_iam_permissions.this[0].iam_permissions), 90), [])
}

data "aws_iam_policy_document" "permissions" {
  count = length(local.aws_actions)

  statement {
    actions   = local.aws_actions[count.index]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "this" {
  count = length(local.aws_actions)

  name   = "${var.aws.role_name}-${count.index + 1}"
  policy = data.aws_iam_policy_document.permissions[count.index].json
}

resource "aws_iam_role_policy_attachment" "this" {
  count = length(local.aws_actions)

  role       = aws_iam_role.this[0].name
  policy_arn = aws_iam_policy.this[count.index].arn
}
