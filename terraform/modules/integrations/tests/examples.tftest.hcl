mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

run "basic" {
  module {
    source = "./examples/basic"
  }

  variables {
    pagerduty_keys = { platform = "0123456789abcdef0123456789abcdef" }
    webhook_urls   = { tickets = "https://tickets.example/hook" }
  }

  assert {
    condition     = output.handles == tolist(["pagerduty-platform", "slack-platform-alerts", "slack-security-alerts", "webhook-tickets"])
    error_message = "the example connects other handles than it shows"
  }
}
