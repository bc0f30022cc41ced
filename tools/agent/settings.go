package main

import (
	"sort"
	"strings"

	"github.com/DataDog/datadog-agent/pkg/trace/config"

	"scribemed.example/observability/tools/agent/values"
)

const (
	container         = "traceAgent"
	replaceTags       = "DD_APM_REPLACE_TAGS"
	obfuscationPrefix = "DD_APM_OBFUSCATION_"
)

// settings is what a values file says about the trace agent.
type settings struct {
	site        string
	env         string
	replaceTags []*config.ReplaceRule
	obfuscation *config.ObfuscationConfig
}

func readSettings(file *values.File) (*settings, error) {
	environment, err := file.Environment(container)
	if err != nil {
		return nil, err
	}
	result := &settings{obfuscation: defaultObfuscation()}
	if result.site, err = file.Site(); err != nil {
		return nil, err
	}
	if result.env, err = file.Env(); err != nil {
		return nil, err
	}
	rules, err := file.Require(environment, container, replaceTags)
	if err != nil {
		return nil, err
	}
	if result.replaceTags, err = readReplaceRules(file, rules); err != nil {
		return nil, err
	}
	return result, applySwitches(file, environment, result.obfuscation)
}

// applySwitches sets the obfuscation switches, and rejects any variable that this program would not pass to the agent: a test would pass without it.
func applySwitches(file *values.File, environment values.Environment, obfuscation *config.ObfuscationConfig) error {
	switches := obfuscationSwitches(obfuscation)
	found := 0
	for _, name := range sortedNames(environment) {
		variable := environment[name]
		if name == replaceTags {
			continue
		}
		target, known := switches[name]
		if known {
			found++
			if err := setSwitch(target, variable.Value); err != nil {
				return file.Invalid(variable, "write it as the agent reads it", "%v", err)
			}
			continue
		}
		if strings.HasPrefix(name, obfuscationPrefix) {
			return file.Invalid(variable, "the agent reads "+nearest(name, switches), "the agent has no such switch")
		}
		return file.Invalid(variable, "apply it in tools/agent/settings.go, so that tests run with what is deployed",
			"this program does not pass the variable to the agent")
	}
	if found == 0 {
		_, err := file.Require(environment, container, obfuscationPrefix+"*")
		return err
	}
	return nil
}

func sortedNames[T any](of map[string]T) []string {
	names := make([]string, 0, len(of))
	for name := range of {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// nearest returns the known name with the longest common start.
func nearest(name string, known map[string]target) string {
	best, length := "", -1
	for _, candidate := range sortedNames(known) {
		shared := 0
		for shared < len(name) && shared < len(candidate) && name[shared] == candidate[shared] {
			shared++
		}
		if shared > length {
			best, length = candidate, shared
		}
	}
	return best
}
