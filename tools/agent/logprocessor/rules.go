package main

import (
	"os"
	"slices"
	"sort"
	"strings"

	"github.com/DataDog/datadog-agent/comp/logs/agent/config"
	"github.com/DataDog/datadog-agent/pkg/config/setup"

	"scribemed.example/observability/tools/agent/values"
)

const (
	container = "agent"
	rulesName = "DD_LOGS_CONFIG_PROCESSING_RULES"
	help      = "change the rule in jsonnet/agent/phi.libsonnet or its pattern in jsonnet/policy/phi.libsonnet, then render"
)

// rule has the fields that the agent reads of a rule.
type rule struct {
	Type        string `json:"type"`
	Name        string `json:"name"`
	Pattern     string `json:"pattern"`
	Placeholder string `json:"replace_placeholder"`
}

// readRules sets the variables of the agent's container in this process and lets the agent read its rules from them.
func readRules(file *values.File) ([]*config.ProcessingRule, error) {
	environment, err := file.Environment(container)
	if err != nil {
		return nil, err
	}
	variable, err := file.Require(environment, container, rulesName)
	if err != nil {
		return nil, err
	}
	if _, err := values.Rules[rule](file, variable, help); err != nil {
		return nil, err
	}
	if err := apply(file, environment); err != nil {
		return nil, err
	}
	rules, err := config.GlobalProcessingRules(setup.Datadog())
	if err != nil {
		return nil, file.Invalid(variable, help, "the agent rejects it: %v", err)
	}
	return rules, nil
}

// apply makes the variables the agent's configuration, and rejects those that the agent does not know: a misspelt one does nothing.
func apply(file *values.File, environment values.Environment) error {
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "DD_") {
			os.Unsetenv(name)
		}
	}
	for name, variable := range environment {
		os.Setenv(name, variable.Value)
	}
	setup.InitConfigObjects("", "")
	for _, name := range unknown(environment) {
		return file.Invalid(environment[name], "remove it, or write it as Datadog's documentation does", "the agent does not read a variable of this name")
	}
	return nil
}

// unknown returns the variables of Datadog that the agent does not read.
func unknown(environment values.Environment) []string {
	known := setup.Datadog().GetEnvVars()
	var names []string
	for name := range environment {
		if strings.HasPrefix(name, "DD_") && !slices.Contains(known, name) {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}
