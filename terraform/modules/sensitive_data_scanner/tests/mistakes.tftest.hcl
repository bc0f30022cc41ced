mock_provider "datadog" {
  source = "../../mocks/datadog"
}

variables {
  required_kinds = {}
}

run "unknown_product" {
  command = plan

  variables {
    groups = [{ name = "g", products = ["traces"], rules = [{ name = "r", kind = "k", pattern = "p", tags = [], action = "hash", priority = 1 }] }]
  }

  expect_failures = [var.groups]
}

run "unknown_action" {
  command = plan

  variables {
    groups = [{ name = "g", products = ["logs"], rules = [{ name = "r", kind = "k", pattern = "p", tags = [], action = "drop", priority = 1 }] }]
  }

  expect_failures = [var.groups]
}

run "redact_without_replacement" {
  command = plan

  variables {
    groups = [{ name = "g", products = ["logs"], rules = [{ name = "r", kind = "k", pattern = "p", tags = [], action = "redact", priority = 1 }] }]
  }

  expect_failures = [var.groups]
}

run "hash_with_replacement" {
  command = plan

  variables {
    groups = [{ name = "g", products = ["logs"], rules = [{ name = "r", kind = "k", pattern = "p", tags = [], action = "hash", replacement = "x", priority = 1 }] }]
  }

  expect_failures = [var.groups]
}

run "partial_without_characters" {
  command = plan

  variables {
    groups = [{ name = "g", products = ["logs"], rules = [{ name = "r", kind = "k", pattern = "p", tags = [], action = "partial", priority = 1 }] }]
  }

  expect_failures = [var.groups]
}

run "priority_of_six" {
  command = plan

  variables {
    groups = [{ name = "g", products = ["logs"], rules = [{ name = "r", kind = "k", pattern = "p", tags = [], action = "hash", priority = 6 }] }]
  }

  expect_failures = [var.groups]
}

run "keyword_too_far_away" {
  command = plan

  variables {
    groups = [{ name = "g", products = ["logs"], rules = [{ name = "r", kind = "k", pattern = "p", tags = [], action = "hash", priority = 1, keywords = { words = ["mrn"], characters_before = 80 } }] }]
  }

  expect_failures = [var.groups]
}

run "keywords_without_words" {
  command = plan

  variables {
    groups = [{ name = "g", products = ["logs"], rules = [{ name = "r", kind = "k", pattern = "p", tags = [], action = "hash", priority = 1, keywords = { words = [], characters_before = 20 } }] }]
  }

  expect_failures = [var.groups]
}

run "two_rules_of_one_name" {
  command = plan

  variables {
    groups = [{ name = "g", products = ["logs"], rules = [{ name = "r", kind = "k", pattern = "p", tags = [], action = "hash", priority = 1 }, { name = "r", kind = "k", pattern = "p", tags = [], action = "hash", priority = 1 }] }]
  }

  expect_failures = [var.groups]
}

run "group_without_rules" {
  command = plan

  variables {
    groups = [{ name = "g", products = ["logs"], rules = [] }]
  }

  expect_failures = [datadog_sensitive_data_scanner_group.this]
}

run "identifier_that_no_rule_looks_for" {
  command = plan

  variables {
    required_kinds = { medical_record = "H" }
    groups         = [{ name = "g", products = ["logs"], rules = [{ name = "r", kind = "k", pattern = "p", tags = [], action = "hash", priority = 1 }] }]
  }

  expect_failures = [datadog_sensitive_data_scanner_group_order.this]
}

run "identifier_that_is_only_looked_for_in_traces" {
  command = plan

  variables {
    required_kinds = { k = "H" }
    groups         = [{ name = "g", products = ["apm"], rules = [{ name = "r", kind = "k", pattern = "p", tags = [], action = "hash", priority = 1 }] }]
  }

  expect_failures = [datadog_sensitive_data_scanner_group_order.this]
}
