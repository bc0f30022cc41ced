package main

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// fails runs the program to its end and returns its error.
func fails(t *testing.T, args ...string) string {
	t.Helper()
	run := command(t, args...)
	var stdout, stderr bytes.Buffer
	run.Stdout, run.Stderr = &stdout, &stderr
	run.Run()
	if code := run.ProcessState.ExitCode(); code != exitUsage || stdout.Len() > 0 {
		t.Fatalf("exit code %d, want %d\n%s%s", code, exitUsage, stdout.String(), stderr.String())
	}
	return stderr.String()
}

// edited writes a copy of production's values with the first match of the pattern replaced.
func edited(t *testing.T, pattern, replacement string) string {
	t.Helper()
	content, err := os.ReadFile(prodValues)
	if err != nil {
		t.Fatal(err)
	}
	re := regexp.MustCompile(pattern)
	match := re.FindIndex(content)
	if match == nil {
		t.Fatalf("production's values have no %s", pattern)
	}
	content = append(append(append([]byte{}, content[:match[0]]...), replacement...), content[match[1]:]...)
	path := filepath.Join(t.TempDir(), "datadog.yaml")
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestErrorsOfTheValues(t *testing.T) {
	cases := map[string]struct {
		pattern, replacement string
		want                 []string
	}{
		"misspelt switch": {`DD_APM_OBFUSCATION_REDIS_REMOVE_ALL_ARGS`, `DD_APM_OBFUSCATION_REDIS_REMOVE_ARGS`,
			[]string{"DD_APM_OBFUSCATION_REDIS_REMOVE_ARGS: the agent has no such switch", "datadog.yaml:", "help: the agent reads DD_APM_OBFUSCATION_REDIS_REMOVE_ALL_ARGS"}},
		"not a boolean":      {`(DD_APM_OBFUSCATION_MONGODB_ENABLED: )"true"`, `DD_APM_OBFUSCATION_MONGODB_ENABLED: "yes"`, []string{"'yes' is not true or false"}},
		"not a string":       {`DD_APM_OBFUSCATION_MONGODB_ENABLED: "true"`, `DD_APM_OBFUSCATION_MONGODB_ENABLED: true`, []string{"is not a string"}},
		"variable not known": {`DD_APM_OBFUSCATION_MONGODB_ENABLED`, `DD_APM_IGNORE_RESOURCES`, []string{"does not pass the variable to the agent", "tools/agent/settings.go"}},
		"no replace rules":   {`(?m)^ +DD_APM_REPLACE_TAGS: .*\n`, ``, []string{"does not set DD_APM_REPLACE_TAGS for the container 'traceAgent'", "phi.libsonnet"}},
		"no switches":        {`(?m)(^ +DD_APM_OBFUSCATION_\w+: .*\n)+`, ``, []string{"does not set DD_APM_OBFUSCATION_* for the container 'traceAgent'"}},
		"field of a rule":    {`\\"repl\\":`, `\"replacement\":`, []string{`DD_APM_REPLACE_TAGS: not a JSON array of rules: unknown field "replacement"`}},
		"empty pattern":      {`\\"pattern\\":\\"\.\+\\"`, `\"pattern\":\"\"`, []string{"rule 37 has no name or no pattern"}},
		"look-ahead":         {`\\"pattern\\":\\"\.\+\\"`, `\"pattern\":\"(?!x).\"`, []string{"rule 37 (http.client_ip): error parsing regexp", "invalid or unsupported Perl syntax"}},
		"empty array":        {`(?m)^( +DD_APM_REPLACE_TAGS:) .*`, `        DD_APM_REPLACE_TAGS: "[]"`, []string{"the array of rules is empty"}},
		"not JSON":           {`(?m)^( +DD_APM_REPLACE_TAGS:) .*`, `        DD_APM_REPLACE_TAGS: "[{"`, []string{"not a JSON array of rules: unexpected EOF"}},
		"no env":             {`(?m)^  - env:prod\n`, ``, []string{"no tag 'env' in datadog.tags"}},
		"not YAML":           {`(?m)^agents:`, `agents: {`, []string{"the values file is not YAML"}},
		"duplicate key":      {`(?m)^agents:`, "agents: {}\nagents:", []string{"the key 'agents' is set twice"}},
		"from the cluster":   {`(?m)^    traceAgent:`, "    traceAgent:\n      envFrom: [{secretRef: {name: keys}}]", []string{"agents.containers.traceAgent.envFrom reads variables from the cluster"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			message := fails(t, "--values", edited(t, c.pattern, c.replacement), "--out", t.TempDir())
			for _, want := range append(c.want, "error: ", "\n  --> ", "\n  help: ") {
				if !strings.Contains(message, want) {
					t.Errorf("no %q in:\n%s", want, message)
				}
			}
		})
	}
}

func TestErrorsOfUsage(t *testing.T) {
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	_, port, _ := net.SplitHostPort(busy.Addr().String())
	aFile := filepath.Join(t.TempDir(), "file")
	os.WriteFile(aFile, nil, 0o644)
	cases := map[string]struct {
		args []string
		want string
	}{
		"no arguments": {nil, "no values file: pass --values"},
		"no folder":    {[]string{"--values", prodValues}, "no folder to write to: pass --out"},
		"unknown flag": {[]string{"--value", prodValues}, "flag provided but not defined: -value"},
		"argument":     {[]string{"--values", prodValues, "--out", t.TempDir(), "prod"}, "unexpected argument 'prod'"},
		"port":         {[]string{"--values", prodValues, "--out", t.TempDir(), "--port", "70000"}, "--port 70000 is no port"},
		"missing file": {[]string{"--values", "absent.yaml", "--out", t.TempDir()}, "cannot read the values file: no such file or directory\n  --> absent.yaml\n  help: run `cargo xtask render`"},
		"busy port":    {[]string{"--values", prodValues, "--out", t.TempDir(), "--port", port}, "cannot listen for traces: address already in use\n  --> 127.0.0.1:" + port},
		"out is file":  {[]string{"--values", prodValues, "--out", aFile}, "cannot create the folder to write to: not a directory\n  --> " + aFile},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if message := fails(t, c.args...); !strings.Contains(message, c.want) {
				t.Errorf("no %q in:\n%s", c.want, message)
			}
		})
	}
}
