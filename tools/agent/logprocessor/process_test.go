package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const prodValues = "../../../helm-values/prod/datadog.yaml"

// sentLog is what the agent sends of a line.
type sentLog struct {
	Message, Status, Service string
	Source                   string `json:"ddsource"`
	Tags                     string `json:"ddtags"`
}

// logProcessor runs the program on lines and returns its output.
func logProcessor(t *testing.T, lines []string, args ...string) []result {
	t.Helper()
	// A shell that switches the rules off must not.
	t.Setenv(rulesName, "[]")
	var stdout, stderr bytes.Buffer
	if code := run(append([]string{"--values", prodValues}, args...), strings.NewReader(strings.Join(lines, "\n")+"\n"), &stdout, &stderr); code != exitClean {
		t.Fatalf("exit code %d\n%s", code, stderr.String())
	}
	var results []result
	for decoder := json.NewDecoder(&stdout); decoder.More(); {
		var one result
		if err := decoder.Decode(&one); err != nil {
			t.Fatal(err)
		}
		results = append(results, one)
	}
	if len(results) != len(lines) {
		t.Fatalf("%d results for %d lines", len(results), len(lines))
	}
	return results
}

func (r result) log(t *testing.T) sentLog {
	t.Helper()
	if r.Excluded {
		t.Fatalf("line %d was excluded by %v", r.Line, r.Rules)
	}
	var sent sentLog
	if err := json.Unmarshal(r.Sent, &sent); err != nil {
		t.Fatal(err)
	}
	return sent
}

// fails runs the program with an invalid argument or file and returns its error.
func fails(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(args, strings.NewReader("a line\n"), &stdout, &stderr); code != exitUsage || stdout.Len() > 0 {
		t.Fatalf("exit code %d, want %d\n%s%s", code, exitUsage, stdout.String(), stderr.String())
	}
	return stderr.String()
}

// edited writes a copy of production's values with a text replaced once.
func edited(t *testing.T, old, replacement string) string {
	t.Helper()
	content, err := os.ReadFile(prodValues)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(content), old) {
		t.Fatalf("production's values have no %q", old)
	}
	path := filepath.Join(t.TempDir(), "datadog.yaml")
	if err := os.WriteFile(path, []byte(strings.Replace(string(content), old, replacement, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
