resource "aws_ssm_parameter" "this" {
  for_each = var.store.kind == "aws-ssm" ? local.stored : {}

  name             = "${var.store.path}/${each.key}"
  description      = "Datadog ${each.key} of ${var.name}; written by Terraform"
  type             = "SecureString"
  key_id           = var.store.kms_key_id
  value_wo         = local.values[each.key]
  value_wo_version = each.value
}
