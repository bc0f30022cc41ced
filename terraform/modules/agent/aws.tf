locals {
  in_ssm = var.secret_store.kind == "aws-ssm" ? { (var.cluster) = var.secret_store } : {}
}

data "aws_caller_identity" "this" {
  for_each = local.in_ssm
}

data "aws_partition" "this" {
  for_each = local.in_ssm
}

data "aws_iam_policy_document" "trust" {
  for_each = local.in_ssm

  statement {
    actions = ["sts:AssumeRole", "sts:TagSession"]

    principals {
      type        = "Service"
      identifiers = ["pods.eks.amazonaws.com"]
    }
  }
}

# Below the path and nothing else. Without a key of our own, the account's default key for SSM decrypts, which needs no statement.
data "aws_iam_policy_document" "read" {
  for_each = local.in_ssm

  statement {
    actions   = ["ssm:GetParameter", "ssm:GetParameters"]
    resources = ["arn:${data.aws_partition.this[each.key].partition}:ssm:*:${data.aws_caller_identity.this[each.key].account_id}:parameter${each.value.path}/*"]
  }

  dynamic "statement" {
    for_each = each.value.kms_key_id == null ? [] : [each.value.kms_key_id]
    content {
      actions   = ["kms:Decrypt"]
      resources = [statement.value]
    }
  }
}

resource "aws_iam_role" "read" {
  for_each = local.in_ssm

  name               = "${each.key}-external-secrets"
  description        = "External Secrets in ${each.key}: reads ${each.value.path}"
  assume_role_policy = data.aws_iam_policy_document.trust[each.key].json
}

resource "aws_iam_role_policy" "read" {
  for_each = local.in_ssm

  name   = "read-datadog-keys"
  role   = aws_iam_role.read[each.key].name
  policy = data.aws_iam_policy_document.read[each.key].json
}

resource "aws_eks_pod_identity_association" "read" {
  for_each = local.in_ssm

  cluster_name    = each.key
  namespace       = var.external_secrets.namespace
  service_account = var.external_secrets.service_account
  role_arn        = aws_iam_role.read[each.key].arn
}
