output "handles" {
  description = "Every handle that this module connects, without the at sign. A monitor that notifies another reaches nobody."
  value = sort(concat(
    keys(datadog_integration_slack_channel.this),
    keys(datadog_integration_pagerduty_service_object.this),
    keys(datadog_webhook.this),
  ))
}

output "aws_role_name" {
  description = "The role that Datadog assumes, or null. Archives give it access to their bucket."
  value       = one(aws_iam_role.this[*].name)
}
