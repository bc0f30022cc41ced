resource "datadog_integration_slack_channel" "this" {
  for_each = try(var.slack.channels, {})

  account_name = var.slack.account
  channel_name = each.value.channel

  # A snapshot is an image: no scanner finds an identifier in it, so it is off unless a channel asks for it.
  display {
    message      = each.value.display.message
    mute_buttons = each.value.display.mute_buttons
    notified     = each.value.display.notified
    snapshot     = each.value.display.snapshot
    tags         = each.value.display.tags
  }

  lifecycle {
    # With one workspace Datadog leaves its name out of the handle, with several it puts it in.
    precondition {
      condition = contains([
        "slack-${trimprefix(each.value.channel, "#")}",
        "slack-${var.slack.account}-${trimprefix(each.value.channel, "#")}",
      ], each.key)
      error_message = "Datadog makes a channel's handle of its name, so '@${each.key}' does not reach '${each.value.channel}': '@slack-${trimprefix(each.value.channel, "#")}' would. Correct jsonnet/policy/teams.libsonnet and run cargo xtask render."
    }
  }
}
