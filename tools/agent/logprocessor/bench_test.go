package main

import (
	"strings"
	"testing"

	"scribemed.example/observability/tools/agent/values"
)

// BenchmarkLine runs all rules over a line, as the agent does with every line.
func BenchmarkLine(b *testing.B) {
	json := `{"status":"info","timestamp":"2026-11-29T12:59:44.310Z","service":"ingestion","env":"prod","version":"1.0.0","encounter_id":"92867534-1362-4e8d-b0e0-d4ae8a2c73b2",` +
		`"dd.trace_id":"6b0c21c0000000006265839b3add7c71","dd.span_id":"7090217891095477361","message":"job finished","duration_ms":1234.5,"queue":"transcription.jobs"}`
	lines := map[string]string{
		"postgresql": `2026-11-29 13:59:24.857 UTC [13938] LOG:  checkpoint complete: wrote 44 buffers (0.3%); 0 WAL file(s) added, 0 removed, 0 recycled; write=4.3 s`,
		"ingress":    `10.0.0.7 - - [29/Nov/2026:14:03:40 +0000] "GET /v1/encounters/92867534-1362-4e8d-b0e0-d4ae8a2c73b2 HTTP/1.1" 200 53 "-" "curl/7.88.1" 85 0.002 [a-b-80] [] 10.0.0.8:80 42 0.001 200`,
		"json":       json,
		"json 2 kB":  strings.Replace(json, "job finished", strings.Repeat("job finished ", 140), 1),
	}
	file, err := values.Read(prodValues)
	if err != nil {
		b.Fatal(err)
	}
	rules, err := readRules(file)
	if err != nil {
		b.Fatal(err)
	}
	source, err := readSource(file, "")
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range sortedKeys(lines) {
		b.Run(name, func(b *testing.B) {
			through := newPipeline(rules, source)
			for b.Loop() {
				through.process(1, []byte(lines[name]))
			}
		})
	}
}
