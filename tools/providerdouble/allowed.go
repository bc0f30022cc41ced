package main

// allowedValues are the enumerations that a schema does not state: `<type>.<path>`. They are those of Datadog's OpenAPI documents (tools/datadog-api) and of the
// pages that docs/reference/terraform-checks.md names.
var allowedValues = map[string][]string{
	"datadog_logs_index.retention_days":               {"3", "7", "15", "30", "45", "60", "90", "180", "360"},
	"datadog_logs_archive.compression_method":         {"GZIP", "ZSTD"},
	"datadog_logs_archive.s3_archive.encryption_type": {"NO_OVERRIDE", "SSE_S3", "SSE_KMS"},
	"datadog_logs_archive.s3_archive.storage_class":   {"STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR"},
	"datadog_logs_metric.compute.aggregation_type":    {"count", "distribution"},
	"datadog_metric_tag_configuration.metric_type":    {"gauge", "count", "rate", "distribution"},
	"datadog_metric_metadata.type":                    {"gauge", "count", "rate", "distribution"},
	"datadog_sensitive_data_scanner_rule.text_replacement.type": {
		"none", "hash", "replacement_string", "partial_replacement_from_beginning", "partial_replacement_from_end",
	},
	"datadog_sensitive_data_scanner_rule.priority": {"1", "2", "3", "4", "5"},
	"datadog_webhook.encode_as":                    {"json", "form"},
}
