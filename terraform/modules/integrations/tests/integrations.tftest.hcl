mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

variables {
  slack = {
    account = "acme"
    channels = {
      slack-platform-alerts = { channel = "#platform-alerts" }
      slack-acme-on-call    = { channel = "#on-call", display = { snapshot = true } }
    }
  }
  pagerduty = {
    subdomain = "acme"
    schedules = ["https://acme.pagerduty.com/schedules/PABC123"]
    services  = { pagerduty-platform = { service = "platform" } }
  }
  pagerduty_keys      = { platform = "0123456789abcdef0123456789abcdef" }
  pagerduty_api_token = "mock"
  webhooks            = { webhook-tickets = { name = "tickets" } }
  webhook_urls        = { tickets = "https://tickets.example/hook" }
  aws                 = { account_id = "123456789012", regions = ["us-east-1"], tags = ["env:prod"] }
}

run "every_handle_is_connected" {
  assert {
    condition     = output.handles == tolist(["pagerduty-platform", "slack-acme-on-call", "slack-platform-alerts", "webhook-tickets"])
    error_message = "a handle of the policy has no integration"
  }

  assert {
    condition     = datadog_integration_slack_channel.this["slack-platform-alerts"].channel_name == "#platform-alerts" && datadog_integration_slack_channel.this["slack-platform-alerts"].account_name == "acme"
    error_message = "the channel is another one"
  }

  assert {
    condition     = datadog_integration_pagerduty_service_object.this["pagerduty-platform"].service_key == "0123456789abcdef0123456789abcdef"
    error_message = "the service has another service's key"
  }
}

run "a_snapshot_is_sent_only_where_asked_for" {
  command = plan

  assert {
    condition     = !datadog_integration_slack_channel.this["slack-platform-alerts"].display[0].snapshot && datadog_integration_slack_channel.this["slack-acme-on-call"].display[0].snapshot
    error_message = "images may show identifiers, so they are off by default"
  }
}

run "datadog_assumes_the_role_with_its_external_id" {
  assert {
    condition     = datadog_integration_aws_account.this[0].auth_config.aws_auth_config_role.external_id == one(one(data.aws_iam_policy_document.trust[0].statement[0].condition).values)
    error_message = "the role trusts another external id than the one that Datadog sends"
  }

  assert {
    condition     = tolist(datadog_integration_aws_account.this[0].aws_regions.include_only) == tolist(["us-east-1"])
    error_message = "other regions than those asked for are collected"
  }
}

run "many_actions_are_split_over_policies" {
  override_data {
    target = data.datadog_integration_aws_iam_permissions.this
    values = {
      iam_permissions = [
        "a:1", "a:2", "a:3", "a:4", "a:5", "a:6", "a:7", "a:8", "a:9", "a:10", "a:11", "a:12", "a:13", "a:14", "a:15", "a:16", "a:17", "a:18", "a:19",
        "b:1", "b:2", "b:3", "b:4", "b:5", "b:6", "b:7", "b:8", "b:9", "b:10", "b:11", "b:12", "b:13", "b:14", "b:15", "b:16", "b:17", "b:18", "b:19",
        "c:1", "c:2", "c:3", "c:4", "c:5", "c:6", "c:7", "c:8", "c:9", "c:10", "c:11", "c:12", "c:13", "c:14", "c:15", "c:16", "c:17", "c:18", "c:19",
        "d:1", "d:2", "d:3", "d:4", "d:5", "d:6", "d:7", "d:8", "d:9", "d:10", "d:11", "d:12", "d:13", "d:14", "d:15", "d:16", "d:17", "d:18", "d:19",
        "e:1", "e:2", "e:3", "e:4", "e:5", "e:6", "e:7", "e:8", "e:9", "e:10", "e:11", "e:12", "e:13", "e:14", "e:15", "e:16", "e:17", "e:18", "e:19",
      ]
    }
  }

  assert {
    condition     = length(aws_iam_policy.this) == 2 && length(aws_iam_role_policy_attachment.this) == 2
    error_message = "95 actions need two policies, both attached"
  }
}

run "nothing_is_made_of_nothing" {
  command = plan

  variables {
    slack               = null
    pagerduty           = null
    pagerduty_keys      = {}
    pagerduty_api_token = null
    webhooks            = {}
    webhook_urls        = {}
    aws                 = null
  }

  assert {
    condition     = length(output.handles) == 0 && output.aws_role_name == null
    error_message = "an integration appears that nobody asked for"
  }
}
