package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestIdentifiersAreMasked: of nobody, as numbers that are not issued and reserved domains.
func TestIdentifiersAreMasked(t *testing.T) {
	cases := []struct{ line, secret, rule string }{
		{`refused for 987-65-4329`, "987-65-4329", "phi_ssn"},
		{`sent to jo.doe@example.org`, "jo.doe", "phi_email"},
		{`GET /find?to=jo.doe%40example.net`, "jo.doe", "phi_email"},
		{`call (555) 555-0143 back`, "555-0143", "phi_phone"},
		{`card 4111 1111 1111 1111 declined`, "4111", "phi_card_number"},
		{`MRN: 48151623`, "48151623", "phi_medical_record"},
		{`patient_name=Quist`, "Quist", "phi_name"},
		{`dob=1931-02-17`, "1931-02-17", "phi_birth_date"},
		{`{"msg":"refused for 987-65-4329"}`, "987-65-4329", "phi_ssn"},
		{`{"msg":"loaded","mrn":48151624,"dd.trace_id":"68b1f0c0000000000123456789abcdef"}`, "48151624", "phi_medical_record_json"},
		{`{"msg":"loaded","patient_id":"48151625","n":1}`, "48151625", "phi_medical_record"},
		{`{"msg":"loaded","zip": 10001.5}`, "10001", "phi_address_json"},
		{`{"body":"{\"patient_name\":\"Zebulon Quist\",\"dob\": \"1931-02-17\"}","n":2}`, "Zebulon", "phi_name"},
		{`{"err":{"message":"no row for mrn=48151626, retry","stack":["at load(mrn: 48151627)"]}}`, "4815162", "phi_medical_record"},
	}
	var lines []string
	for _, c := range cases {
		lines = append(lines, c.line)
	}
	for i, got := range logProcessor(t, lines) {
		c, message := cases[i], got.log(t).Message
		if strings.Contains(message, c.secret) || !strings.Contains(message, "[phi:") {
			t.Errorf("%s became %s", c.line, message)
		}
		if !strings.Contains(strings.Join(got.Rules, " "), c.rule) {
			t.Errorf("%s: %v masked it, want %s", c.line, got.Rules, c.rule)
		}
		// A masked line must stay the JSON it was, or its service and trace id would be lost with the identifier.
		if json.Valid([]byte(c.line)) && !json.Valid([]byte(message)) {
			t.Errorf("%s became invalid JSON: %s", c.line, message)
		}
	}
}

// TestOtherFieldsKeepTheirValues checks that masking one field of a JSON line leaves the others as they were.
func TestOtherFieldsKeepTheirValues(t *testing.T) {
	line := `{"level":"error","msg":"no row for 987-65-4329","service":"ingestion","dd.trace_id":"68b1f0c0000000000123456789abcdef","dd.span_id":"81985529216486895","mrn":48151624,"ms":12.5}`
	var before, after map[string]any
	if err := json.Unmarshal([]byte(line), &before); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(logProcessor(t, []string{line})[0].log(t).Message), &after); err != nil {
		t.Fatal(err)
	}
	before["msg"], before["mrn"] = "no row for [phi:ssn]", "[phi:medical_record]"
	if len(after) != len(before) {
		t.Errorf("fields: %v", after)
	}
	for field, want := range before {
		if after[field] != want {
			t.Errorf("%s is %v, want %v", field, after[field], want)
		}
	}
}

// TestClinicalCodesSurvive: rules that also remove what care and debugging depend on are switched off soon.
func TestClinicalCodesSurvive(t *testing.T) {
	lines := []string{
		`coded as E11.9 and 99213`,
		`take 5 mg twice a day`,
		`{"encounter_id":"3f2b8a1c-9d4e-4f6a-8b7c-1d2e3f4a5b6c","icd10":"E11.9","cpt":"99213","dose":"5 mg"}`,
		`2026-11-29T08:15:30.123Z INFO 200 GET /v1/notes 12.5ms`,
		`dd.trace_id=68b1f0c0000000000123456789abcdef dd.span_id=81985529216486895`,
		`BP 120/80, HR 72, LOINC 4548-4, RxNorm 860975, version 1.2.345`,
		``,
	}
	for i, got := range logProcessor(t, lines) {
		if message := got.log(t).Message; message != lines[i] || len(got.Rules) > 0 {
			t.Errorf("%q became %q by %v", lines[i], message, got.Rules)
		}
	}
}
