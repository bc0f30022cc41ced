package main

import (
	"regexp"

	"github.com/DataDog/datadog-agent/pkg/trace/config"

	"scribemed.example/observability/tools/agent/values"
)

// replaceRule has the fields that the agent reads of an entry of DD_APM_REPLACE_TAGS.
type replaceRule struct {
	Name    string `json:"name"`
	Pattern string `json:"pattern"`
	Repl    string `json:"repl"`
}

// readReplaceRules does what the agent does at start: it compiles each pattern, and does not start if one is invalid.
func readReplaceRules(file *values.File, variable values.Variable) ([]*config.ReplaceRule, error) {
	const help = "change the rule in jsonnet/agent/phi.libsonnet or its pattern in jsonnet/policy/phi.libsonnet, then render"
	parsed, err := values.Rules[replaceRule](file, variable, help)
	if err != nil {
		return nil, err
	}
	rules := make([]*config.ReplaceRule, 0, len(parsed))
	for i, rule := range parsed {
		if rule.Name == "" || rule.Pattern == "" {
			return nil, file.Invalid(variable, help, "rule %d has no name or no pattern", i+1)
		}
		re, err := regexp.Compile(rule.Pattern)
		if err != nil {
			return nil, file.Invalid(variable, help, "rule %d (%s): %v", i+1, rule.Name, err)
		}
		rules = append(rules, &config.ReplaceRule{Name: rule.Name, Pattern: rule.Pattern, Re: re, Repl: rule.Repl})
	}
	return rules, nil
}
