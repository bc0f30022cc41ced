import {
  for_each = local.imports.indexes
  to       = module.logs.datadog_logs_index.this[each.key]
  id       = each.value
}

import {
  for_each = local.imports.pipelines
  to       = module.logs.datadog_logs_custom_pipeline.this[each.key]
  id       = each.value
}

import {
  for_each = local.imports.archives
  to       = module.logs.datadog_logs_archive.this[each.key]
  id       = each.value
}

import {
  for_each = local.imports.log_metrics
  to       = module.logs.datadog_logs_metric.this[each.key]
  id       = each.value
}

import {
  for_each = local.imports.restrictions
  to       = module.logs.datadog_logs_restriction_query.this[each.key]
  id       = each.value
}

import {
  for_each = local.imports.metrics
  to       = module.metrics.datadog_metric_metadata.this[each.key]
  id       = each.value
}

import {
  for_each = local.imports.distributions
  to       = module.metrics.datadog_metric_tag_configuration.this[each.key]
  id       = each.value
}

import {
  for_each = local.imports.scanner_groups
  to       = module.scanner.datadog_sensitive_data_scanner_group.this[each.key]
  id       = each.value
}

import {
  for_each = local.imports.slack_channels
  to       = module.integrations.datadog_integration_slack_channel.this[each.key]
  id       = each.value
}

import {
  for_each = local.imports.webhooks
  to       = module.integrations.datadog_webhook.this[each.key]
  id       = each.value
}
