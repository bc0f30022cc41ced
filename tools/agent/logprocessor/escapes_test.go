package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestValuesThatAreNoPlainStrings checks that a line stays JSON whatever value a labelled key has.
func TestValuesThatAreNoPlainStrings(t *testing.T) {
	lines := []string{
		`{"mrn":null,"service":"ingestion"}`,
		`{"dob":true,"service":"ingestion"}`,
		`{"msg":"missing zip:","service":"ingestion"}`,
		`{"msg":"city='","service":"ingestion"}`,
		`{"city":["Boston"],"service":"ingestion"}`,
		`{"mrn":48e5,"service":"ingestion"}`,
	}
	for i, got := range logProcessor(t, lines) {
		if message := got.log(t).Message; !json.Valid([]byte(message)) {
			t.Errorf("%s became invalid JSON: %s", lines[i], message)
		}
	}
}

// TestEscapesAreMasked: a value is masked to its end. Python's json escapes every letter outside ASCII.
func TestEscapesAreMasked(t *testing.T) {
	cases := map[string]string{
		`{"patient_name":"Jos\u00e9 Quist"}`:                 "Quist",
		`{"patient_name":"Zeb \"Q\" Quist"}`:                 "Quist",
		`{"street":"1 Main St\\Apt 7B"}`:                     "Apt 7B",
		`{"city":["Boston","Ghent"]}`:                        "Boston",
		`{"body":"{\"patient_name\":\"Jos\\u00e9 Quist\"}"}`: "Quist",
	}
	for line, secret := range cases {
		if message := logProcessor(t, []string{line})[0].log(t).Message; strings.Contains(message, secret) {
			t.Errorf("%s became %s", line, message)
		}
	}
}
