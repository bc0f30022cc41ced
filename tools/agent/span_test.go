package main

import (
	"time"

	pb "github.com/DataDog/datadog-agent/pkg/proto/pbgo/trace"
)

// span is a kept span of a trace of its own.
func span(id uint64, name, kind string, meta map[string]string) *pb.Span {
	return &pb.Span{
		Service: "transcription", Name: name, Resource: name, Type: kind, TraceID: id, SpanID: id, Meta: meta,
		Start: time.Now().UnixNano(), Duration: int64(time.Millisecond), Metrics: map[string]float64{"_sampling_priority_v1": 2},
	}
}
