mock_provider "datadog" {
  source = "../../mocks/datadog"
}

variables {
  required_kinds = { record = "H" }
  groups = [
    {
      name     = "First"
      products = ["logs", "apm"]
      rules = [
        { name = "hashed", kind = "record", pattern = "a", action = "hash", tags = ["t:1"], priority = 1, keywords = { words = ["mrn"], characters_before = 30 } },
        { name = "replaced", kind = "email", pattern = "b", action = "redact", replacement = "[x]", tags = ["t:1"], priority = 2, suppress = { starts_with = ["[x"] } },
        { name = "shortened", kind = "account", pattern = "c", action = "partial", characters = 6, tags = ["t:1"], priority = 3 },
        {
          name     = "many words", kind = "name", pattern = "d", action = "hash", tags = ["t:1"], priority = 1
          keywords = { words = [for i in range(42) : "word ${i}"], characters_before = 50 }
        },
      ]
    },
    { name = "Second", products = ["logs"], rules = [{ name = "other", kind = "secret", pattern = "e", action = "hash", tags = [], priority = 5 }] },
  ]
}

run "each_action_has_its_replacement" {
  command = plan

  assert {
    condition = [for name in ["hashed", "replaced", "shortened"] : one(datadog_sensitive_data_scanner_rule.this[name].text_replacement).type] == [
      "hash", "replacement_string", "partial_replacement_from_beginning",
    ]
    error_message = "an action does something else"
  }

  assert {
    condition     = one(datadog_sensitive_data_scanner_rule.this["replaced"].text_replacement).replacement_string == "[x]" && one(datadog_sensitive_data_scanner_rule.this["shortened"].text_replacement).number_of_chars == 6
    error_message = "the replacement is another one"
  }

  assert {
    condition     = alltrue([for rule in datadog_sensitive_data_scanner_rule.this : !one(rule.text_replacement).should_save_match])
    error_message = "a match can be unmasked"
  }

  assert {
    condition     = tolist(one(datadog_sensitive_data_scanner_rule.this["replaced"].suppressions).starts_with) == tolist(["[x"])
    error_message = "a suppression is lost"
  }
}

run "more_keywords_than_datadog_takes_become_two_rules" {
  command = plan

  assert {
    condition = tolist(concat(
      one(datadog_sensitive_data_scanner_rule.this["many words"].included_keyword_configuration).keywords,
      one(datadog_sensitive_data_scanner_rule.this["many words (2)"].included_keyword_configuration).keywords,
    )) == tolist([for i in range(42) : "word ${i}"])
    error_message = "a keyword is lost"
  }

  assert {
    condition     = length(datadog_sensitive_data_scanner_rule.this) == 6 && length(datadog_sensitive_data_scanner_rule.this["other"].included_keyword_configuration) == 0
    error_message = "a rule is lost, or has keywords that it has not"
  }
}

run "groups_scan_everything_in_order" {
  override_data {
    target = data.datadog_sensitive_data_scanner_group_order.existing
    values = { group_ids = ["older"] }
  }

  assert {
    condition     = tolist(datadog_sensitive_data_scanner_group_order.this[0].group_ids) == tolist([datadog_sensitive_data_scanner_group.this["First"].id, datadog_sensitive_data_scanner_group.this["Second"].id, "older"])
    error_message = "groups run in another order"
  }

  assert {
    condition     = alltrue(flatten([for group in datadog_sensitive_data_scanner_group.this : [for sampling in group.samplings : sampling.rate == 100]])) && length(datadog_sensitive_data_scanner_group.this["First"].samplings) == 2
    error_message = "a part is not scanned"
  }
}
