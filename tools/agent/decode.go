package main

import (
	"bytes"
	"errors"
	"fmt"

	pb "github.com/DataDog/datadog-agent/pkg/proto/pbgo/trace"
	"github.com/tinylib/msgp/msgp"
	"google.golang.org/protobuf/proto"
)

// decodeTraces returns the spans of a payload of /api/v0.2/traces.
func decodeTraces(body []byte) ([]Span, error) {
	payload := &pb.AgentPayload{}
	if err := proto.Unmarshal(body, payload); err != nil {
		return nil, fmt.Errorf("not the protobuf of an AgentPayload: %w", err)
	}
	// This release converts what it receives over HTTP, in any version, to payloads with a table of strings. The older form is sent only for OTLP,
	// which is off here.
	if len(payload.TracerPayloads) > 0 {
		return nil, errors.New("the agent sent spans in the older form: decode them in tools/agent/decode.go")
	}
	var spans []Span
	for _, from := range payload.IdxTracerPayloads {
		decoded, err := decodeTracerPayload(from)
		if err != nil {
			return nil, err
		}
		spans = append(spans, decoded...)
	}
	return spans, nil
}

// decodeStats returns the groups of a payload of /api/v0.2/stats.
func decodeStats(body []byte) ([]StatsGroup, error) {
	payload := &pb.StatsPayload{}
	if err := msgp.Decode(bytes.NewReader(body), payload); err != nil {
		return nil, fmt.Errorf("not the msgpack of a StatsPayload: %w", err)
	}
	var groups []StatsGroup
	for _, client := range payload.Stats {
		for _, bucket := range client.Stats {
			for _, group := range bucket.Stats {
				groups = append(groups, statsGroup(payload, client, bucket, group))
			}
		}
	}
	return groups, nil
}
