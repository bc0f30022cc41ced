package values

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// Variable is an environment variable of a container, and the line that sets it.
type Variable struct {
	Name  string
	Value string
	Line  int
}

// Environment is the variables of a container by name.
type Environment map[string]Variable

// Environment returns what the chart sets in a container of the agent's pods, such as traceAgent: the variables of all containers, then its own.
func (f *File) Environment(container string) (Environment, error) {
	environment := Environment{}
	for _, keys := range [][]string{{"datadog"}, {"agents", "containers", container}} {
		if err := f.addList(environment, append(keys, "env")); err != nil {
			return nil, err
		}
		if err := f.addDict(environment, append(keys, "envDict")); err != nil {
			return nil, err
		}
		if from := f.find(append(keys, "envFrom")...); from != nil && len(from.Content) > 0 {
			return nil, f.problem(from.Line, "set the variables in envDict", "%s.envFrom reads variables from the cluster, which cannot be read here", strings.Join(keys, "."))
		}
	}
	return environment, nil
}

func (f *File) addDict(environment Environment, keys []string) error {
	dict := f.find(keys...)
	if dict == nil {
		return nil
	}
	if dict.Kind != yaml.MappingNode {
		return f.problem(dict.Line, renderAgain, "%s is not a mapping of names to values", strings.Join(keys, "."))
	}
	for i := 0; i+1 < len(dict.Content); i += 2 {
		if err := f.add(environment, dict.Content[i], dict.Content[i+1]); err != nil {
			return err
		}
	}
	return nil
}

func (f *File) addList(environment Environment, keys []string) error {
	list := f.find(keys...)
	if list == nil {
		return nil
	}
	if list.Kind != yaml.SequenceNode {
		return f.problem(list.Line, renderAgain, "%s is not a list of variables", strings.Join(keys, "."))
	}
	for _, entry := range list.Content {
		name, value := child(entry, "name"), child(entry, "value")
		if name == nil || value == nil {
			return f.problem(entry.Line, "set the variable in envDict", "an entry of %s has no name or no value; a value from the cluster cannot be read here", strings.Join(keys, "."))
		}
		if err := f.add(environment, name, value); err != nil {
			return err
		}
	}
	return nil
}

func (f *File) add(environment Environment, name, value *yaml.Node) error {
	// Helm prints a large number in another form than it was written in, so only strings are certain.
	if value.Kind != yaml.ScalarNode || value.ShortTag() != "!!str" {
		return f.problem(value.Line, "write it as a string in jsonnet/agent", "the variable '%s' is not a string", name.Value)
	}
	environment[name.Value] = Variable{Name: name.Value, Value: value.Value, Line: name.Line}
	return nil
}

// Require returns the variable, or an error that names the container that lacks it.
func (f *File) Require(environment Environment, container, name string) (Variable, error) {
	variable, found := environment[name]
	if !found {
		return variable, f.problem(0, "jsonnet/agent/phi.libsonnet sets it; is this a rendered helm-values/<env>/datadog.yaml?",
			"the values file does not set %s for the container '%s'", name, container)
	}
	return variable, nil
}

// Invalid is the error of a variable whose value the agent would not accept.
func (f *File) Invalid(variable Variable, help, what string, args ...any) error {
	return f.problem(variable.Line, help, variable.Name+": "+what, args...)
}
