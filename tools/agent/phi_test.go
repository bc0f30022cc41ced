package main

import (
	"fmt"
	"strings"
	"testing"

	pb "github.com/DataDog/datadog-agent/pkg/proto/pbgo/trace"
)

// identifiers are of nobody: numbers that are not issued, reserved domains and telephone numbers.
var identifiers = map[string]struct{ text, secret string }{
	"ssn":             {"refused for 987-65-4329", "987-65-4329"},
	"email":           {"sent to jo.doe@example.org", "jo.doe@example.org"},
	"email in a url":  {"/find?to=jo.doe%40example.net", "jo.doe%40example.net"},
	"phone":           {"call (555) 555-0143 back", "555-0143"},
	"card":            {"card 4111 1111 1111 1111", "1111 1111"},
	"mrn label":       {"MRN: 48151623", "48151623"},
	"mrn in json":     {`{"mrn": 48151624, "step": "load"}`, "48151624"},
	"name label":      {`patient_name="Zebulon Quist"`, "Zebulon"},
	"birth date":      {"dob=1931-02-17", "1931-02-17"},
	"postal code":     {"zip_code: 00501", "00501"},
	"escaped in json": {`{"body": "{\"patient_id\": \"48151625\"}"}`, "48151625"},
}

// TestNoIdentifierLeavesTheNode puts every identifier into every part of a span that the replace rules cover.
func TestNoIdentifierLeavesTheNode(t *testing.T) {
	p := start(t, prodValues)
	id := uint64(0)
	for _, name := range sortedNames(identifiers) {
		text := identifiers[name].text
		id++
		p.sendTraces(pb.Trace{span(id, "tag", "custom", map[string]string{
			"note": text, "error.message": text, "error.stack": "at load()\n" + text, "http.route": text,
		})})
		id++
		resource := span(id, "resource", "web", nil)
		resource.Resource = text
		p.sendTraces(pb.Trace{resource})
		id++
		event := span(id, "event", "custom", nil)
		event.SpanEvents = []*pb.SpanEvent{{Name: "exception", TimeUnixNano: 1, Attributes: map[string]*pb.AttributeAnyValue{
			"exception.message": {Type: pb.AttributeAnyValue_STRING_VALUE, StringValue: text},
		}}}
		p.sendTraces(pb.Trace{event})
		id++
		structured := span(id, "structured", "custom", nil)
		structured.MetaStruct = map[string][]byte{"note": []byte(text)}
		p.sendTraces(pb.Trace{structured})
	}
	sent := p.stop()
	if len(sent.spans) != int(id) {
		t.Fatalf("%d of %d spans were sent: the others could not be searched", len(sent.spans), id)
	}
	for name, identifier := range identifiers {
		if strings.Contains(sent.raw, identifier.secret) {
			t.Errorf("%s: '%s' left the node", name, identifier.secret)
		}
	}
	if note := sent.span("tag").Attributes["note"]; !strings.Contains(fmt.Sprint(note), "[phi:") {
		t.Errorf("nothing was replaced in '%v'", note)
	}
}

// TestObfuscation checks the switches: statements lose their values, commands their arguments, URLs their queries.
func TestObfuscation(t *testing.T) {
	type meta = map[string]string
	cases := []struct {
		name, kind, resource string
		meta                 meta
		secrets              []string
		attribute, want      string // what is left of it, at its start
	}{
		{"http", "http", "", meta{"http.url": "http://ehr.test/patients/771234/notes?q=jaundice"},
			[]string{"jaundice", "771234"}, "http.url", "http://ehr.test/patients/?"},
		{"http.server", "web", "", meta{"http.url": "http://api.test/search?q=melanoma"},
			[]string{"melanoma"}, "http.url", "http://api.test/search?"},
		// A number in the path becomes `?`, which begins no query.
		{"http.path", "http", "", meta{"http.url": "https://api.test/v1/patients/4711/notes/1789"},
			[]string{"4711", "1789"}, "http.url", "https://api.test/?/patients/?/notes/?"},
		{"http.slash", "http", "", meta{"http.url": "https://api.test/v1/patients/4712/?q=rubella"},
			[]string{"4712", "rubella"}, "http.url", "https://api.test/?/patients/?/"},
		// The agent takes URLs apart only in spans of its own types.
		{"url.query", "custom", "", meta{"http.url": "https://api.test/search?q=mumps"},
			[]string{"mumps"}, "http.url", "https://api.test/search?[phi:query]"},
		{"url.slash", "custom", "", meta{"http.url": "https://api.test/?q=measles"},
			[]string{"measles"}, "http.url", "https://api.test/?[phi:query]"},
		{"url.path", "custom", "", meta{"http.url": "https://api.test/search?/gout"},
			[]string{"gout"}, "http.url", "https://api.test/search?[phi:query]"},
		{"redis", "redis", "GET encounter:884422", meta{"redis.raw_command": "SET encounter:884422 hepatitis EX 60"},
			[]string{"884422", "hepatitis"}, "redis.raw_command", "SET ?"},
		{"valkey", "valkey", "GET encounter:884423", meta{"valkey.raw_command": "HSET encounter:884423 note cirrhosis"},
			[]string{"884423", "cirrhosis"}, "valkey.raw_command", "HSET ?"},
		{"sql", "sql", "SELECT note FROM notes WHERE patient = 'Quist' AND id = 991177",
			meta{"db.statement": "UPDATE notes SET text = 'tachycardia' WHERE id = 991178"},
			[]string{"Quist", "991177", "tachycardia", "991178"}, "db.statement", "UPDATE notes SET text = ? WHERE id = ?"},
		{"mongo", "mongodb", "", meta{"mongodb.query": `{"find": "notes", "filter": {"text": "arrhythmia"}}`},
			[]string{"arrhythmia"}, "mongodb.query", `{"find":"?","filter":{"text":"?"}}`},
		{"elasticsearch", "elasticsearch", "", meta{"elasticsearch.body": `{"query": {"match": {"text": "psoriasis"}}}`},
			[]string{"psoriasis"}, "elasticsearch.body", `{"query":{"match":{"text":"?"}}}`},
		{"memcached", "memcached", "", meta{"memcached.command": "set session 0 60 9\r\ndiphtheria"}, []string{"diphtheria"}, "", ""},
		{"client", "web", "", meta{"http.client_ip": "198.51.100.23", "http.useragent": "Pixel-77 of Zebulon"},
			[]string{"198.51.100.23", "Pixel-77"}, "http.client_ip", "[phi:ip]"},
		{"card", "custom", "", meta{"payload": "4111111111111111"}, []string{"4111111111111111"}, "payload", "?"},
	}
	p := start(t, prodValues)
	for i, c := range cases {
		sent := span(uint64(i+1), c.name, c.kind, c.meta)
		if c.resource != "" {
			sent.Resource = c.resource
		}
		p.sendTraces(pb.Trace{sent})
	}
	sent := p.stop()
	for _, c := range cases {
		for _, secret := range c.secrets {
			if strings.Contains(sent.raw, secret) {
				t.Errorf("%s: '%s' left the node", c.name, secret)
			}
		}
		if c.attribute == "" {
			continue
		}
		if got := sent.span(c.name).Attributes[c.attribute]; !strings.HasPrefix(fmt.Sprint(got), c.want) {
			t.Errorf("%s: %s is '%v', want '%s'", c.name, c.attribute, got, c.want)
		}
	}
}

// TestClinicalCodesSurvive: rules that also remove what care and debugging depend on are switched off soon.
func TestClinicalCodesSurvive(t *testing.T) {
	survivors := []string{
		"E11.9", "99213", "5 mg", "3f2b8a1c-9d4e-4f6a-8b7c-1d2e3f4a5b6c", "2026-11-29T08:15:30Z", "LOINC 4548-4", "RxNorm 860975", "BP 120/80", "rev 1.2.345",
	}
	p := start(t, prodValues)
	meta := map[string]string{}
	for i, text := range survivors {
		meta[fmt.Sprintf("code.%d", i)] = text
	}
	root := span(0x0123456789abcdef, "survivors", "custom", meta)
	root.Meta["_dd.p.tid"] = "68b1f0c000000000"
	p.sendTraces(pb.Trace{root})
	sent := p.stop()
	got := sent.span("survivors")
	for i, text := range survivors {
		if value := got.Attributes[fmt.Sprintf("code.%d", i)]; value != text {
			t.Errorf("'%s' became '%v'", text, value)
		}
	}
	if got.TraceID != "68b1f0c0000000000123456789abcdef" || got.SpanID != "81985529216486895" {
		t.Errorf("the ids became %s and %s", got.TraceID, got.SpanID)
	}
}
