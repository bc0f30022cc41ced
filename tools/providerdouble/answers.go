package main

import "github.com/hashicorp/terraform-plugin-go/tftypes"

// answers are computed values whose content a configuration reads: `<type>.<path of the attribute>`.
var answers = map[string]tftypes.Value{
	"aws_caller_identity.account_id":  text("123456789012"),
	"aws_partition.partition":         text("aws"),
	"aws_partition.dns_suffix":        text("amazonaws.com"),
	"aws_region.name":                 text("us-east-1"),
	"aws_region.region":               text("us-east-1"),
	"aws_iam_policy_document.json":    text(`{"Version":"2012-10-17","Statement":[]}`),
	"datadog_permissions.permissions": permissionIDs(),
}

func text(value string) tftypes.Value {
	return tftypes.NewValue(tftypes.String, value)
}
