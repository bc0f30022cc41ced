package main

import (
	"sort"
	"strings"

	"github.com/DataDog/datadog-agent/comp/logs/agent/config"
	"github.com/DataDog/datadog-agent/pkg/logs/sources"

	"scribemed.example/observability/tools/agent/values"
)

// readSource returns the log source of the service as datadog.confd configures it, or one without rules if no service is named.
func readSource(file *values.File, service string) (*sources.LogSource, error) {
	if service == "" {
		return sources.NewLogSource("stdin", &config.LogsConfig{}), nil
	}
	texts, err := file.Confd()
	if err != nil {
		return nil, err
	}
	var known []string
	for name, text := range texts {
		parsed, err := config.ParseYAML([]byte(text))
		if err != nil {
			return nil, &values.Problem{What: err.Error(), Where: file.Path + ", datadog.confd." + name, Help: "change jsonnet/agent/autodiscovery, then render"}
		}
		for _, logs := range parsed {
			if logs.Service == service {
				return compiled(file, name, logs)
			}
			known = append(known, logs.Service)
		}
	}
	sort.Strings(known)
	return nil, &values.Problem{What: "no log of the service '" + service + "' is configured", Where: file.Path + ", datadog.confd",
		Help: "pass one of: " + strings.Join(known, ", ")}
}

func compiled(file *values.File, name string, logs *config.LogsConfig) (*sources.LogSource, error) {
	err := config.ValidateProcessingRules(logs.ProcessingRules)
	if err == nil {
		err = config.CompileProcessingRules(logs.ProcessingRules)
	}
	if err != nil {
		return nil, &values.Problem{What: "the agent rejects a rule: " + err.Error(), Where: file.Path + ", datadog.confd." + name,
			Help: "change the service's log rules in jsonnet/agent/autodiscovery, then render"}
	}
	return sources.NewLogSource(name, logs), nil
}
