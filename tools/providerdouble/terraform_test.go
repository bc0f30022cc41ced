package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// terraform runs with the double as its providers, in a copy of nothing but the given files.
type terraform struct {
	config string
	dir    string
}

func newTerraform(t *testing.T) terraform {
	t.Helper()
	if _, err := exec.LookPath("terraform"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("no terraform on PATH")
		}
		t.Skip("no terraform on PATH")
	}
	folder := t.TempDir()
	program := filepath.Join(folder, "providerdouble")
	if output, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	if output, err := exec.Command(program, "--install", folder).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	return terraform{config: filepath.Join(folder, "double.tfrc")}
}

func (t terraform) in(dir string) terraform {
	t.dir = dir
	return t
}

var frame = regexp.MustCompile(`[\s│╷╵]+`)

// run returns the output in one line, without the frames of messages.
func (t terraform) run(args ...string) (string, error) {
	command := exec.Command("terraform", append(args, "-no-color")...)
	command.Dir = t.dir
	command.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+t.config, "TF_IN_AUTOMATION=1")
	output, err := command.CombinedOutput()
	return frame.ReplaceAllString(string(output), " "), err
}

func TestTerraformPlansAndAppliesEveryForm(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/accepted")); err != nil {
		t.Fatal(err)
	}
	terraform := newTerraform(t).in(dir)
	for _, args := range [][]string{
		{"validate"}, {"test"}, {"apply", "-auto-approve"},
		{"plan", "-detailed-exitcode"}, // exits with 2 if anything would change
		{"destroy", "-auto-approve"},
	} {
		if output, err := terraform.run(args...); err != nil {
			t.Fatalf("terraform %s: %v\n%s", strings.Join(args, " "), err, output)
		}
	}
}

func TestTerraformRefuses(t *testing.T) {
	cases, err := filepath.Glob("testdata/refused/*.tf")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	base := newTerraform(t)
	for _, file := range cases {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			first, _, _ := strings.Cut(string(text), "\n")
			expected, found := strings.CutPrefix(first, "# expect: ")
			if !found {
				t.Fatal("the first line must be '# expect: <part of the message>'")
			}
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "main.tf"), text, 0o644); err != nil {
				t.Fatal(err)
			}
			output, err := base.in(dir).run("plan")
			if err == nil || !strings.Contains(output, expected) {
				t.Errorf("expected %q in:\n%s", expected, output)
			}
		})
	}
}
