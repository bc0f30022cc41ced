package main

import (
	"testing"

	pb "github.com/DataDog/datadog-agent/pkg/proto/pbgo/trace"
)

// TestStats checks the counts that the trace.* metrics of the monitors are made of.
func TestStats(t *testing.T) {
	p := start(t, prodValues)
	for id := uint64(1); id <= 3; id++ {
		root := span(id, "fastapi.request", "web", map[string]string{"span.kind": "server", "http.status_code": "200"})
		root.Resource = "GET /enc/987-65-4329"
		if id == 3 {
			root.Error = 1
			root.Meta["http.status_code"] = "500"
		}
		measured := span(10*id, "rag.retrieval", "custom", nil)
		measured.TraceID, measured.ParentID = id, id
		measured.Metrics["_dd.measured"] = 1
		unmeasured := span(100*id, "load.file", "custom", nil)
		unmeasured.TraceID, unmeasured.ParentID = id, id
		p.sendTraces(pb.Trace{root, measured, unmeasured})
	}
	sent := p.stop()
	counts := map[string]StatsGroup{}
	for _, group := range sent.stats {
		sum := counts[group.Name]
		sum.Hits += group.Hits
		sum.Errors += group.Errors
		sum.TopLevelHits += group.TopLevelHits
		counts[group.Name] = sum
		if group.Env != "prod" || group.Service != "transcription" {
			t.Errorf("%s: env '%s', service '%s'", group.Name, group.Env, group.Service)
		}
		if group.Name == "fastapi.request" && group.Resource != "GET /enc/[phi:ssn]" {
			t.Errorf("the resource of the stats is '%s'", group.Resource)
		}
	}
	if got := counts["fastapi.request"]; got.Hits != 3 || got.Errors != 1 || got.TopLevelHits != 3 {
		t.Errorf("fastapi.request: %+v", got)
	}
	// _dd.measured makes a span in the middle of a trace count: not as top level, and not at all without it.
	if got := counts["rag.retrieval"]; got.Hits != 3 || got.TopLevelHits != 0 {
		t.Errorf("rag.retrieval: %+v", got)
	}
	if got, found := counts["load.file"]; found {
		t.Errorf("load.file is neither top level nor measured, and counted: %+v", got)
	}
	if got := sent.span("rag.retrieval").Attributes["_dd.measured"]; got != 1.0 {
		t.Errorf("_dd.measured is %v", got)
	}
}
