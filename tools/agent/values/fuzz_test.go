package values

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzParse checks that any text is read or rejected with a problem, and never panics.
func FuzzParse(f *testing.F) {
	f.Add([]byte(container))
	f.Add([]byte("datadog: {env: [{name: a, value: b}], envDict: {c: d}, confd: {e: f}}"))
	f.Add([]byte("agents: &a {containers: *a}\n"))
	f.Add([]byte("? {a: b}\n: c\n--- x\n"))
	if rendered, err := os.ReadFile("../../../helm-values/dev/datadog.yaml"); err == nil {
		f.Add(rendered)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file, err := Parse("values.yaml", text)
		if err == nil {
			_, err = file.Environment("traceAgent")
			onlyProblems(t, err)
			_, err = file.Env()
			onlyProblems(t, err)
			_, err = file.Site()
			onlyProblems(t, err)
			_, err = file.Confd()
		}
		onlyProblems(t, err)
	})
}

func onlyProblems(t *testing.T, err error) {
	t.Helper()
	var problem *Problem
	if err != nil && (!errors.As(err, &problem) || problem.What == "" || problem.Where == "" || problem.Help == "") {
		t.Fatalf("not a complete problem: %#v", err)
	}
}

// FuzzRoundTrip checks that a variable is read as it was written, whatever is in it: the rules are full of quotes and backslashes.
func FuzzRoundTrip(f *testing.F) {
	f.Add("DD_APM_REPLACE_TAGS", `[{"name":"*","pattern":"\\b\\d{3}-\\d{2}\\b","repl":"${1}[phi:ssn]"}]`)
	f.Add("true", "true")
	f.Add("<<", "~")
	f.Add("a: b", "\t- x\n\n")
	f.Add("", "0x1F")
	f.Fuzz(func(t *testing.T, name, value string) {
		if !utf8.ValidString(name) || !utf8.ValidString(value) {
			t.Skip("JSON replaces what is not UTF-8")
		}
		if len(name) > 100 {
			t.Skip("YAML's keys have at most 1024 characters, and an escaped one takes six")
		}
		// JSON is YAML, and escapes as the renderer does. Control characters are not YAML.
		text, err := json.Marshal(map[string]any{"agents": map[string]any{"containers": map[string]any{"c": map[string]any{"envDict": map[string]string{name: value}}}}})
		if err != nil {
			t.Fatal(err)
		}
		file, err := Parse("values.yaml", text)
		if err != nil {
			if strings.Contains(err.Error(), "control characters are not allowed") {
				t.Skip(err)
			}
			t.Fatalf("%s\n%v", text, err)
		}
		environment, err := file.Environment("c")
		if err != nil {
			t.Fatalf("%s\n%v", text, err)
		}
		if environment[name].Value != value {
			t.Fatalf("%q is %q, want %q\n%s", name, environment[name].Value, value, text)
		}
	})
}
