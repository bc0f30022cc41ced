package main

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	pb "github.com/DataDog/datadog-agent/pkg/proto/pbgo/trace"
)

// TestEveryRenderedFile starts the agent with each environment's values: the agent compiles every rule, and uses the environment.
func TestEveryRenderedFile(t *testing.T) {
	files, err := filepath.Glob("../../helm-values/*/datadog.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no values files: %v", err)
	}
	for _, file := range files {
		env := filepath.Base(filepath.Dir(file))
		t.Run(env, func(t *testing.T) {
			p := start(t, file)
			if p.ready.Env != env || p.ready.ReplaceRules < 12 {
				t.Errorf("%+v", p.ready)
			}
			p.sendTraces(pb.Trace{span(1, "web.request", "web", map[string]string{"note": "ssn 987-65-4329"})})
			if note := p.stop().span("web.request").Attributes["note"]; note != "ssn [phi:ssn]" {
				t.Errorf("the note is '%v'", note)
			}
		})
	}
}

// TestSpansAppearWhileTheAgentRuns: a test of a service need not stop the agent to see its spans.
func TestSpansAppearWhileTheAgentRuns(t *testing.T) {
	p := start(t, prodValues)
	p.sendTraces(pb.Trace{span(1, "first.request", "web", nil)})
	p.waitFor("traces.jsonl", "first.request")
	p.sendTraces(pb.Trace{span(2, "second.request", "web", nil)})
	if got := len(p.stop().spans); got != 2 {
		t.Errorf("%d spans, want 2", got)
	}
}

// TestNothingIsDropped: a dropped trace would hide a leak, so neither sampling nor load may drop one.
func TestNothingIsDropped(t *testing.T) {
	p := start(t, prodValues)
	const senders, each = 8, 50
	done := make(chan struct{})
	for sender := range senders {
		go func() {
			defer func() { done <- struct{}{} }()
			for i := range each {
				id := uint64(sender*each + i + 1)
				unsampled := span(id, fmt.Sprintf("request.%d", sender), "web", nil)
				unsampled.Metrics = nil // the tracer leaves the decision to the agent
				p.sendTraces(pb.Trace{unsampled})
			}
		}()
	}
	for range senders {
		<-done
	}
	sent := p.stop()
	hits := uint64(0)
	for _, group := range sent.stats {
		hits += group.Hits
	}
	if len(sent.spans) != senders*each || hits != senders*each {
		t.Errorf("%d spans and %d hits, want %d", len(sent.spans), hits, senders*each)
	}
}

// TestOtherRequestsAreRecorded: what the agent forwards without reading it is searched too, and does not leave the machine.
func TestOtherRequestsAreRecorded(t *testing.T) {
	p := start(t, prodValues)
	p.post("/telemetry/proxy/api/v2/apmtelemetry", "application/json", []byte(`{"where":"telemetry body"}`))
	p.post("/evp_proxy/v2/api/v2/llmobs", "application/json", []byte(`{"where":"llmobs body"}`), "X-Datadog-EVP-Subdomain", "llmobs-intake")
	p.post("/profiling/v1/input", "application/octet-stream", []byte("profile body"))
	p.post("/v0.1/pipeline_stats", "application/msgpack", []byte("data streams body"))
	p.post("/debugger/v1/input", "application/json", []byte(`[{"where":"debugger body"}]`))
	p.waitFor("raw.bin", "telemetry body")
	raw := p.stop().raw
	for _, want := range []string{"telemetry body", "llmobs body", "profile body", "data streams body", "debugger body"} {
		if !strings.Contains(raw, want) {
			t.Errorf("'%s' is not in raw.bin", want)
		}
	}
}

// TestBrokenPayload: the agent rejects what it cannot decode, and goes on.
func TestBrokenPayload(t *testing.T) {
	p := start(t, prodValues)
	response, err := http.Post(p.ready.URL+"/v0.4/traces", "application/msgpack", strings.NewReader("\x91\x91broken"))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusBadRequest {
		t.Errorf("the agent answered %s", response.Status)
	}
	p.sendTraces(pb.Trace{span(1, "web.request", "web", nil)})
	p.stop().span("web.request")
	if !strings.Contains(p.stderr.String(), "agent: error: Cannot decode v0.4 traces payload") {
		t.Errorf("the agent's error is not shown:\n%s", p.stderr)
	}
}
