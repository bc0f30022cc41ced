package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"scribemed.example/observability/tools/agent/values"
)

// TestRulesOfAService: PostgreSQL's log quotes statements with values in them, so whole lines are excluded.
func TestRulesOfAService(t *testing.T) {
	results := logProcessor(t, []string{
		`2026-11-29 08:15:30 UTC [7] LOG:  statement: SELECT * FROM notes WHERE patient = 'Quist'`,
		`2026-11-29 08:15:30 UTC [7] STATEMENT:  SELECT 1`,
		`2026-11-29 08:15:31 UTC [7] LOG:  checkpoint complete`,
		`2026-11-29 08:15:32 UTC [7] ERROR:  no row for 987-65-4329`,
	}, "--service", "postgresql")
	for i, excluded := range []bool{true, true, false, false} {
		if results[i].Excluded != excluded {
			t.Errorf("line %d: %+v", i+1, results[i])
		}
	}
	if !slices.Contains(results[0].Rules, "quoted_statement") {
		t.Errorf("excluded by %v", results[0].Rules)
	}
	if got := results[2].log(t); got.Service != "postgresql" || got.Source != "postgresql" || got.Tags != "team:data-platform" {
		t.Errorf("%+v", got)
	}
	if got := results[3].log(t).Message; !strings.HasSuffix(got, "no row for [phi:ssn]") {
		t.Errorf("the rules of all logs do not apply to a service's: %s", got)
	}
}

// TestEveryVariableIsTheAgents checks the names of all variables of all environments in the agent's own table, also those of the trace agent, whose
// release has no published table. A misspelt variable does nothing.
func TestEveryVariableIsTheAgents(t *testing.T) {
	paths, err := filepath.Glob("../../../helm-values/*/datadog.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no values files: %v", err)
	}
	for _, path := range paths {
		file, err := values.Read(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := readRules(file); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		for _, container := range []string{"agent", "traceAgent"} {
			environment, err := file.Environment(container)
			if err != nil {
				t.Fatal(err)
			}
			if len(environment) == 0 {
				t.Errorf("%s: %s has no variables", path, container)
			}
			if names := unknown(environment); len(names) > 0 {
				t.Errorf("%s: %s: the agent reads none of %v", path, container, names)
			}
		}
	}
}

// TestEveryService runs the rules of each service that writes logs.
func TestEveryService(t *testing.T) {
	file, err := values.Read(prodValues)
	if err != nil {
		t.Fatal(err)
	}
	texts, err := file.Confd()
	if err != nil {
		t.Fatal(err)
	}
	services := 0
	for name := range texts {
		if service, isLogs := strings.CutPrefix(strings.TrimSuffix(name, ".yaml"), "logs-"); isLogs {
			services++
			if got := logProcessor(t, []string{"started"}, "--service", service)[0].log(t); got.Service != service {
				t.Errorf("the service is '%s', want '%s'", got.Service, service)
			}
		}
	}
	if services < 5 {
		t.Errorf("only %d services", services)
	}
}

func TestErrors(t *testing.T) {
	aFile := filepath.Join(t.TempDir(), "empty.yaml")
	os.WriteFile(aFile, nil, 0o644)
	variable := rulesName + `: "[`
	cases := map[string]struct {
		args []string
		want string
	}{
		"no arguments": {nil, "no values file: pass --values"},
		"argument":     {[]string{"--values", prodValues, "prod"}, "unexpected argument 'prod'"},
		"missing file": {[]string{"--values", "absent.yaml"}, "cannot read the values file: no such file or directory\n  --> absent.yaml\n  help: "},
		"empty file":   {[]string{"--values", aFile}, "the values file is empty"},
		"no rules":     {[]string{"--values", edited(t, rulesName, "DD_LOGS_ENABLED")}, "does not set DD_LOGS_CONFIG_PROCESSING_RULES for the container 'agent'"},
		"unknown variable": {[]string{"--values", edited(t, "        "+rulesName, "        DD_LOGS_CONFIG_PROCESING_RULES: \"\"\n        "+rulesName)},
			"DD_LOGS_CONFIG_PROCESING_RULES: the agent does not read a variable of this name"},
		"unknown field": {[]string{"--values", edited(t, `\"replace_placeholder\":`, `\"placeholder\":`)}, `not a JSON array of rules: unknown field "placeholder"`},
		"unknown type":  {[]string{"--values", edited(t, `mask_sequences`, `mask`)}, "the agent rejects it: type mask is not supported for processing rule `phi_hl7`"},
		"invalid pattern": {[]string{"--values", edited(t, variable, variable+`{\"name\":\"x\",\"type\":\"exclude_at_match\",\"pattern\":\"(\"},`)},
			"the agent rejects it: invalid pattern ( for processing rule: x"},
		"unknown service": {[]string{"--values", prodValues, "--service", "postgres"}, "no log of the service 'postgres' is configured"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if message := fails(t, c.args...); !strings.Contains(message, c.want) {
				t.Errorf("no %q in:\n%s", c.want, message)
			}
		})
	}
}
