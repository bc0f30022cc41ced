locals {
  # Datadog takes 30 keywords at most, so a rule with more becomes two, which find the same.
  rules = merge([
    for group in var.groups : merge([
      for rule in group.rules : {
        for i, words in(rule.keywords == null ? [[]] : chunklist(rule.keywords.words, 30)) :
        (i == 0 ? rule.name : "${rule.name} (${i + 1})") => merge(rule, { group = group.name, words = words })
      }
    ]...)
  ]...)
}

resource "datadog_sensitive_data_scanner_rule" "this" {
  for_each = local.rules

  group_id            = datadog_sensitive_data_scanner_group.this[each.value.group].id
  name                = each.key
  description         = "Kind: ${each.value.kind}"
  is_enabled          = true
  pattern             = each.value.pattern
  excluded_namespaces = each.value.exclude_attributes
  priority            = each.value.priority
  tags                = each.value.tags

  dynamic "included_keyword_configuration" {
    for_each = length(each.value.words) == 0 ? [] : [each.value.words]
    content {
      keywords        = included_keyword_configuration.value
      character_count = each.value.keywords.characters_before
    }
  }

  dynamic "suppressions" {
    for_each = each.value.suppress == null ? [] : [each.value.suppress]
    content {
      starts_with = suppressions.value.starts_with
      ends_with   = suppressions.value.ends_with
      exact_match = suppressions.value.exact_match
    }
  }

  text_replacement {
    type               = { hash = "hash", redact = "replacement_string", partial = "partial_replacement_from_beginning" }[each.value.action]
    replacement_string = each.value.replacement
    number_of_chars    = each.value.characters
    # The matched text is kept nowhere: a permission to unmask it would be one to read it.
    should_save_match = false
  }

  lifecycle {
    # Datadog switches a group off while it has no rule.
    create_before_destroy = true
  }
}
