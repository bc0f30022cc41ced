mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

run "slack_handle_of_another_channel" {
  command = plan

  variables {
    slack = { account = "acme", channels = { slack-platform = { channel = "#platform-alerts" } } }
  }

  expect_failures = [datadog_integration_slack_channel.this]
}

run "slack_channel_without_hash" {
  command = plan

  variables {
    slack = { account = "acme", channels = { slack-platform = { channel = "platform" } } }
  }

  expect_failures = [var.slack]
}

run "pagerduty_handle_of_another_service" {
  command = plan

  variables {
    pagerduty      = { subdomain = "acme", services = { pagerduty-edge = { service = "platform" } } }
    pagerduty_keys = { platform = "0123456789abcdef0123456789abcdef" }
  }

  expect_failures = [var.pagerduty]
}

run "schedule_of_another_account" {
  command = plan

  variables {
    pagerduty           = { subdomain = "acme", services = {}, schedules = ["https://other.pagerduty.com/schedules/P1"] }
    pagerduty_api_token = "mock"
  }

  expect_failures = [var.pagerduty]
}

run "schedule_without_token" {
  command = plan

  variables {
    pagerduty = { subdomain = "acme", services = {}, schedules = ["https://acme.pagerduty.com/schedules/P1"] }
  }

  expect_failures = [datadog_integration_pagerduty.this]
}

run "pagerduty_service_without_key" {
  command = plan

  variables {
    pagerduty = { subdomain = "acme", services = { pagerduty-platform = { service = "platform" } } }
  }

  expect_failures = [datadog_integration_pagerduty_service_object.this]
}

run "pagerduty_key_of_another_form" {
  command = plan

  variables {
    pagerduty_keys = { platform = "P123" }
  }

  expect_failures = [var.pagerduty_keys]
}

run "webhook_handle_of_another_name" {
  command = plan

  variables {
    webhooks     = { webhook-jira = { name = "tickets" } }
    webhook_urls = { tickets = "https://tickets.example/hook" }
  }

  expect_failures = [var.webhooks]
}

run "webhook_of_unknown_encoding" {
  command = plan

  variables {
    webhooks     = { webhook-tickets = { name = "tickets", encode_as = "xml" } }
    webhook_urls = { tickets = "https://tickets.example/hook" }
  }

  expect_failures = [var.webhooks]
}

run "webhook_without_url" {
  command = plan

  variables {
    webhooks = { webhook-tickets = { name = "tickets" } }
  }

  expect_failures = [datadog_webhook.this]
}

run "webhook_without_encryption" {
  command = plan

  variables {
    webhook_urls = { tickets = "http://tickets.example/hook" }
  }

  expect_failures = [var.webhook_urls]
}

run "aws_account_with_hyphens" {
  command = plan

  variables {
    aws = { account_id = "1234-5678-9012" }
  }

  expect_failures = [var.aws]
}

run "unknown_aws_partition" {
  command = plan

  variables {
    aws = { account_id = "123456789012", partition = "aws-eu" }
  }

  expect_failures = [var.aws]
}
