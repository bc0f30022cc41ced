# What Datadog would answer. Enough IAM actions for two policies.
mock_data "datadog_integration_aws_iam_permissions" {
  defaults = {
    iam_permissions = ["cloudwatch:Get*", "cloudwatch:List*", "ec2:Describe*", "rds:Describe*", "s3:ListAllMyBuckets", "tag:GetResources"]
  }
}
