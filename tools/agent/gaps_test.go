package main

import (
	"fmt"
	"strings"
	"testing"

	pb "github.com/DataDog/datadog-agent/pkg/proto/pbgo/trace"
)

// TestWhatTheAgentDoesNotReplace lists the parts of a span that no replace rule reaches. The services' packages must keep identifiers out of them.
// If a case fails after an upgrade, the agent covers the part: move the case to TestNoIdentifierLeavesTheNode.
func TestWhatTheAgentDoesNotReplace(t *testing.T) {
	cases := map[string]func(*pb.Span, string){
		"span name":              func(s *pb.Span, secret string) { s.Name = "load." + secret },
		"service":                func(s *pb.Span, secret string) { s.Service = "notes-" + secret },
		"name of a tag":          func(s *pb.Span, secret string) { s.Meta = map[string]string{secret: "yes"} },
		"tag that starts with _": func(s *pb.Span, secret string) { s.Meta = map[string]string{"_note": secret} },
		"name of an event": func(s *pb.Span, secret string) {
			s.SpanEvents = []*pb.SpanEvent{{Name: secret, TimeUnixNano: 1}}
		},
		"attribute of a link": func(s *pb.Span, secret string) {
			s.SpanLinks = []*pb.SpanLink{{TraceID: 1, SpanID: 1, Attributes: map[string]string{"note": secret}}}
		},
		"version":   func(s *pb.Span, secret string) { s.Meta = map[string]string{"version": secret} },
		"component": func(s *pb.Span, secret string) { s.Meta = map[string]string{"component": secret} },
		// The rules see a value without the name of its tag, so what has no form of its own passes.
		"tag whose name is the label": func(s *pb.Span, secret string) {
			s.Meta = map[string]string{"mrn": strings.TrimPrefix(secret, "mrn:")}
		},
	}
	p := start(t, prodValues)
	secrets := map[string]string{}
	for i, name := range sortedNames(cases) {
		// Lower case and no @: the agent normalizes names of spans and services, which would hide the secret from the search.
		secrets[name] = fmt.Sprintf("mrn:48151%03d", i)
		carrier := span(uint64(i+1), "gap", "custom", nil)
		cases[name](carrier, secrets[name])
		p.sendTraces(pb.Trace{carrier})
	}
	sent := p.stop()
	if len(sent.spans) != len(cases) {
		t.Fatalf("%d of %d spans were sent", len(sent.spans), len(cases))
	}
	for name, secret := range secrets {
		digits := strings.TrimPrefix(secret, "mrn:")
		if !strings.Contains(sent.raw, digits) {
			t.Errorf("%s: the agent removed '%s': it covers this part now", name, secret)
		}
	}
}
