package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// The two tests of this file describe faults of the rules of labelled identifiers in jsonnet/policy/phi.libsonnet. If a case fails, the rules became
// better: move it to TestIdentifiersAreMasked. When all are moved, delete the file, and the exception in FuzzMaskedJSON.

// TestKnownBrokenLines: what these lines become is not JSON any more, so Datadog does not find their service and trace id.
func TestKnownBrokenLines(t *testing.T) {
	lines := []string{
		`{"mrn":null,"service":"ingestion"}`,
		`{"dob":true,"service":"ingestion"}`,
		`{"msg":"missing zip:","service":"ingestion"}`,
		`{"msg":"city='","service":"ingestion"}`,
		`{"city":["Boston"],"service":"ingestion"}`,
		`{"mrn":48e5,"service":"ingestion"}`,
	}
	for i, got := range logProcessor(t, lines) {
		if message := got.log(t).Message; json.Valid([]byte(message)) {
			t.Errorf("%s stays JSON now: %s", lines[i], message)
		}
	}
}

// TestKnownLeaks: a name is masked up to its first escape only. Python's json escapes every letter outside ASCII.
func TestKnownLeaks(t *testing.T) {
	cases := map[string]string{
		`{"patient_name":"Jos\u00e9 Quist"}`:                 "Quist",
		`{"patient_name":"Zeb \"Q\" Quist"}`:                 "Quist",
		`{"street":"1 Main St\\Apt 7B"}`:                     "Apt 7B",
		`{"city":["Boston","Ghent"]}`:                        "Boston",
		`{"body":"{\"patient_name\":\"Jos\\u00e9 Quist\"}"}`: "Quist",
	}
	for line, secret := range cases {
		if message := logProcessor(t, []string{line})[0].log(t).Message; !strings.Contains(message, secret) {
			t.Errorf("%s is masked now: %s", line, message)
		}
	}
}
