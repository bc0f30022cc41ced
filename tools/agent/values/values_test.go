package values

import (
	"path/filepath"
	"strings"
	"testing"
)

// container is a values file that sets variables in both places that the chart reads.
const container = `datadog:
  site: datadoghq.com
  tags:
  - team:platform
  - env:prod
  envDict:
    DD_A: "of all containers"
    DD_B: "of all containers"
  env:
  - name: DD_C
    value: "listed"
agents:
  containers:
    traceAgent:
      envDict:
        DD_B: "its own"
`

func TestEnvironment(t *testing.T) {
	file, err := Parse("values.yaml", []byte(container))
	if err != nil {
		t.Fatal(err)
	}
	environment, err := file.Environment("traceAgent")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"DD_A": "of all containers", "DD_B": "its own", "DD_C": "listed"}
	if len(environment) != len(want) {
		t.Errorf("%+v", environment)
	}
	for name, value := range want {
		if environment[name].Value != value {
			t.Errorf("%s is '%s', want '%s'", name, environment[name].Value, value)
		}
	}
	if line := environment["DD_B"].Line; line != 16 {
		t.Errorf("DD_B is set in line %d, want 16", line)
	}
	if env, err := file.Env(); env != "prod" || err != nil {
		t.Errorf("env '%s', %v", env, err)
	}
}

func TestRenderedFiles(t *testing.T) {
	paths, err := filepath.Glob("../../../helm-values/*/datadog.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no values files: %v", err)
	}
	for _, path := range paths {
		file, err := Read(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"agent", "traceAgent"} {
			if environment, err := file.Environment(name); err != nil || len(environment) == 0 {
				t.Errorf("%s: %s: %v", path, name, err)
			}
		}
		if site, err := file.Site(); err != nil || site == "" {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestErrors(t *testing.T) {
	cases := map[string]string{
		"":                          "the values file is empty",
		"- a\n":                     "the values file is not a mapping",
		"a: [\n":                    "the values file is not YAML",
		"a: 1\nb: 2\na: 3\n":        "the key 'a' is set twice\n  --> values.yaml:3",
		"a: &x 1\nb: *x\n":          "the values file has the alias '*x'",
		"a: 1\n---\nb: 2\n":         "has text after its first document",
		"datadog: {env: 5}\n":       "datadog.env is not a list of variables",
		"datadog: {env: [{}]}\n":    "an entry of datadog.env has no name or no value",
		"datadog: {envDict: [a]}\n": "datadog.envDict is not a mapping",
		"datadog:\n  env:\n  - name: DD_X\n    valueFrom: {secretKeyRef: {name: keys, key: api}}\n": "an entry of datadog.env has no name or no value",
		"agents: {containers: {c: {envDict: {DD_X: true}}}}\n":                                      "the variable 'DD_X' is not a string",
		"agents: {containers: {c: {envDict: {DD_X: null}}}}\n":                                      "the variable 'DD_X' is not a string",
		"agents: {containers: {c: {envFrom: [{secretRef: {name: keys}}]}}}\n":                       "agents.containers.c.envFrom reads variables from the cluster",
	}
	for text, want := range cases {
		file, err := Parse("values.yaml", []byte(text))
		if err == nil {
			_, err = file.Environment("c")
		}
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "\n  help: ") {
			t.Errorf("%q: no %q in: %v", text, want, err)
		}
	}
}

func TestRules(t *testing.T) {
	type rule struct {
		Name string `json:"name"`
	}
	cases := map[string]string{
		`[{"name":"a"},{"name":"b"}]`: "",
		`[{"nam":"a"}]`:               `unknown field "nam"`,
		`[{"name":1}]`:                "cannot unmarshal number",
		`{"name":"a"}`:                "cannot unmarshal object",
		`[{"name":"a"}] x`:            "there is text after the JSON array of rules",
		`[]`:                          "the array of rules is empty",
		`null`:                        "the array of rules is empty",
		``:                            "EOF",
	}
	file := &File{Path: "values.yaml"}
	for text, want := range cases {
		rules, err := Rules[rule](file, Variable{Name: "DD_RULES", Value: text, Line: 4}, "render")
		switch {
		case want == "" && (err != nil || len(rules) != 2):
			t.Errorf("%s: %v, %v", text, rules, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "DD_RULES: ") || !strings.Contains(err.Error(), "values.yaml:4")):
			t.Errorf("%s: no %q in: %v", text, want, err)
		}
	}
}
