package main

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	pb "github.com/DataDog/datadog-agent/pkg/proto/pbgo/trace"
)

// TestCases runs the cases of every engine of our patterns as tags of spans.
func TestCases(t *testing.T) {
	content, err := os.ReadFile("../../services-template/packages/phi-cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct{ Text, Masked, Survives string }
	if err := json.Unmarshal(content, &cases); err != nil {
		t.Fatal(err)
	}
	meta := map[string]string{}
	for i, c := range cases {
		meta[fmt.Sprintf("case.%d", i)] = c.Text
	}
	p := start(t, prodValues)
	p.sendTraces(pb.Trace{span(1, "cases", "custom", meta)})
	sent := p.stop().span("cases")
	for i, c := range cases {
		want := c.Masked
		if c.Survives != "" {
			want = c.Text
		}
		if got := sent.Attributes[fmt.Sprintf("case.%d", i)]; got != want {
			t.Errorf("%s\nbecame %v\nwant   %s", c.Text, got, want)
		}
	}
}
