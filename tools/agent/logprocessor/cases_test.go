package main

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
)

// phiCase is an entry of the cases that every engine of our patterns runs: the agent, the services' packages and the scanner.
type phiCase struct {
	// Identifier is its letter in HIPAA's Safe Harbor, `-` for a secret; empty if the text must survive.
	Identifier string
	Carrier    string
	// Survives says what the text is that no rule may mask.
	Survives string
	Text     string
	Masked   string
	// Hides is what identifies somebody, where that is not all that the mask replaces.
	Hides []string
}

func phiCases(t *testing.T) []phiCase {
	t.Helper()
	content, err := os.ReadFile("../../../services-template/packages/phi-cases.json")
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(strings.NewReader(string(content)))
	decoder.DisallowUnknownFields()
	var cases []phiCase
	if err := decoder.Decode(&cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

func TestCases(t *testing.T) {
	cases := phiCases(t)
	var lines []string
	for _, c := range cases {
		lines = append(lines, c.Text)
	}
	for i, got := range logProcessor(t, lines) {
		c, message := cases[i], got.log(t).Message
		want := c.Masked
		if c.Survives != "" {
			want = c.Text
		}
		if message != want {
			t.Errorf("%s%s, %s: %s\nbecame %s\nwant   %s", c.Identifier, c.Survives, c.Carrier, c.Text, message, want)
		}
		if problem := sameJSON(c.Text, message); problem != "" {
			t.Errorf("%s\nbecame %s\n%s", c.Text, message, problem)
		}
	}
}

// sameJSON says what is wrong if `before` is JSON and `after` is not the same JSON but for masks.
func sameJSON(before, after string) string {
	var was, is any
	if json.Unmarshal([]byte(before), &was) != nil {
		return ""
	}
	if err := json.Unmarshal([]byte(after), &is); err != nil {
		return "which is not JSON: " + err.Error()
	}
	return sameValue("", was, is)
}

func sameValue(path string, was, is any) string {
	if text, isText := is.(string); isText && strings.Contains(text, "[phi:") {
		return ""
	}
	switch was := was.(type) {
	case map[string]any:
		object, isObject := is.(map[string]any)
		if !isObject || len(object) != len(was) {
			return "other keys in '" + path + "'"
		}
		for key, value := range was {
			found, has := object[key]
			if !has {
				return "no key '" + path + "." + key + "'"
			}
			if problem := sameValue(path+"."+key, value, found); problem != "" {
				return problem
			}
		}
		return ""
	case []any:
		list, isList := is.([]any)
		if !isList || len(list) != len(was) {
			return "another list in '" + path + "'"
		}
		for i := range was {
			if problem := sameValue(path+"[]", was[i], list[i]); problem != "" {
				return problem
			}
		}
		return ""
	default:
		if !reflect.DeepEqual(was, is) {
			return "another value in '" + path + "'"
		}
		return ""
	}
}
