package main

import (
	"encoding/json"
	"testing"

	"scribemed.example/observability/tools/agent/values"
)

// FuzzMaskedJSON checks that a JSON line stays JSON, whatever a field is named and whatever is in it.
func FuzzMaskedJSON(f *testing.F) {
	for _, seed := range [][2]string{
		{"msg", "ssn 987-65-4329"}, {"mrn", "48151623"}, {"patient_name", `Zebulon "Zeb" Quist`}, {"body", `{"dob": "1931-02-17", "zip": 501}`},
		{"msg", `dob='1931', mrn=[1,2]`}, {"msg", `{"a":"{\"mrn\":\"7\"}"}`}, {"msg", `city:\`}, {"zip", ""},
	} {
		f.Add(seed[0], seed[1], 48151623.5)
	}
	file, err := values.Read(prodValues)
	if err != nil {
		f.Fatal(err)
	}
	rules, err := readRules(file)
	if err != nil {
		f.Fatal(err)
	}
	source, err := readSource(file, "")
	if err != nil {
		f.Fatal(err)
	}
	through := newPipeline(rules, source)
	f.Fuzz(func(t *testing.T, key, text string, number float64) {
		line, err := json.Marshal(map[string]any{"mrn": number, "service": "ingestion", key: text, key + "_n": number, "list": []any{key, text, number}})
		if err != nil {
			t.Skip(err) // not a number of JSON
		}
		done := through.process(1, line)
		var sent sentLog
		if err := json.Unmarshal(done.Sent, &sent); err != nil {
			t.Fatalf("%s: what is sent is not JSON: %v", line, err)
		}
		if !json.Valid([]byte(sent.Message)) {
			t.Fatalf("%s\nbecame\n%s", line, sent.Message)
		}
	})
}
