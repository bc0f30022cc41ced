package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the expected outputs instead of comparing them")

// checkOutput runs the command as a user does and compares what it prints with the file that holds what it should print.
func checkOutput(t *testing.T, expected string, wantCode int, args ...string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(args, &stdout, &stderr); code != wantCode {
		t.Errorf("exit code %d, want %d\n%s%s", code, wantCode, stdout.String(), stderr.String())
	}
	got := stdout.String() + stderr.String()
	if *update {
		if err := os.WriteFile(expected, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(expected)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("output differs from %s\ngot:\n%s\nwant:\n%s", expected, got, want)
	}
}

func TestValidManifests(t *testing.T) {
	checkOutput(t, "testdata/valid/expected.txt", exitClean, "testdata/valid")
}

func TestRefusedManifests(t *testing.T) {
	cases, err := filepath.Glob("testdata/refused/*.yaml")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, manifest := range cases {
		name := strings.TrimSuffix(filepath.Base(manifest), ".yaml")
		t.Run(name, func(t *testing.T) {
			checkOutput(t, strings.TrimSuffix(manifest, ".yaml")+".txt", exitFindings, manifest)
		})
	}
}

func TestPrintJSON(t *testing.T) {
	checkOutput(t, "testdata/print-json/expected.txt", exitClean, "--print-json", "testdata/print-json/values.yaml")
}

func TestJSONReport(t *testing.T) {
	var stdout, stderr bytes.Buffer
	args := []string{"--format", "json", "testdata/valid", "testdata/refused/argocd-unknown-field.yaml"}
	if code := run(args, &stdout, &stderr); code != exitFindings {
		t.Fatalf("exit code %d\n%s", code, stderr.String())
	}
	var report struct {
		Findings []Finding
		Refused  int
		Valid    map[string]int
		Without  []Object `json:"without_public_schema"`
	}
	if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	if len(report.Findings) != 1 || report.Findings[0].Path != "spec.destination.namesapce" {
		t.Errorf("findings: %+v", report.Findings)
	}
	if report.Refused != 1 || len(report.Without) != 1 || report.Valid["DatadogGenericResource (datadoghq.com/v1alpha1)"] != 2 {
		t.Errorf("counts: %s", stdout.String())
	}
}

func TestKindsThatTheManifestsDefine(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if code := run([]string{"--format", "json", "testdata/defined"}, &stdout, &stderr); code != exitFindings {
		t.Fatalf("exit code %d\n%s", code, stderr.String())
	}
	var report struct {
		Findings []Finding
		Without  []Object `json:"without_public_schema"`
	}
	if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	if len(report.Findings) != 2 || len(report.Without) != 0 {
		t.Errorf("findings: %s", stdout.String())
	}
}

func TestUsageErrors(t *testing.T) {
	for _, args := range [][]string{
		{},
		{"--format", "xml", "testdata/valid"},
		{"--no-such-flag"},
		{"testdata/absent"},
		{t.TempDir()}, // nothing to check must not look like a clean check
		{"--print-json", "testdata/refused/yaml-tab.yaml"},
	} {
		var stdout, stderr bytes.Buffer
		if code := run(args, &stdout, &stderr); code != exitInternal {
			t.Errorf("%v: exit code %d, want %d", args, code, exitInternal)
		}
		if !strings.Contains(stderr.String(), "error: ") {
			t.Errorf("%v: no message: %q", args, stderr.String())
		}
	}
}
