package main

import (
	"encoding/hex"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/DataDog/datadog-agent/pkg/proto/pbgo/trace/idx"
)

// Span is a line of traces.jsonl. Ids are strings, because 64 bits do not fit into a number of JSON.
type Span struct {
	TraceID    string         `json:"trace_id"` // 32 hexadecimal digits
	SpanID     string         `json:"span_id"`  // decimal
	ParentID   string         `json:"parent_id"`
	Service    string         `json:"service"`
	Name       string         `json:"name"`
	Resource   string         `json:"resource"`
	Type       string         `json:"type"`
	Kind       string         `json:"kind"`
	Env        string         `json:"env"`
	Version    string         `json:"version"`
	Component  string         `json:"component"`
	Start      uint64         `json:"start_ns"`
	Duration   uint64         `json:"duration_ns"`
	Error      bool           `json:"error"`
	Priority   int32          `json:"priority"`
	Attributes map[string]any `json:"attributes"`
	Links      []Link         `json:"links"`
	Events     []Event        `json:"events"`
	Chunk      map[string]any `json:"chunk_attributes"`
	Tracer     Tracer         `json:"tracer"`
}

// Link is a link to another span.
type Link struct {
	TraceID    string         `json:"trace_id"`
	SpanID     string         `json:"span_id"`
	Tracestate string         `json:"tracestate"`
	Attributes map[string]any `json:"attributes"`
}

// Event is an event of a span, such as an exception.
type Event struct {
	Name       string         `json:"name"`
	Time       uint64         `json:"time_ns"`
	Attributes map[string]any `json:"attributes"`
}

// Tracer is what the tracer says about itself and its process.
type Tracer struct {
	Language   string         `json:"language"`
	Version    string         `json:"version"`
	Hostname   string         `json:"hostname"`
	Env        string         `json:"env"`
	AppVersion string         `json:"app_version"`
	Attributes map[string]any `json:"attributes"`
}

func decodeTracerPayload(payload *idx.TracerPayload) ([]Span, error) {
	text := &stringTable{strings: payload.Strings}
	tracer := Tracer{
		Language: text.at(payload.LanguageNameRef), Version: text.at(payload.TracerVersionRef), Hostname: text.at(payload.HostnameRef),
		Env: text.at(payload.EnvRef), AppVersion: text.at(payload.AppVersionRef), Attributes: text.attributes(payload.Attributes),
	}
	spans := []Span{}
	for _, chunk := range payload.Chunks {
		for _, from := range chunk.Spans {
			span := decodeSpan(text, from)
			span.TraceID, span.Priority, span.Tracer = hex.EncodeToString(chunk.TraceID), chunk.Priority, tracer
			span.Chunk = text.attributes(chunk.Attributes)
			spans = append(spans, span)
		}
	}
	return spans, text.err
}

func decodeSpan(text *stringTable, from *idx.Span) Span {
	span := Span{
		SpanID: decimal(from.SpanID), ParentID: decimal(from.ParentID),
		Service: text.at(from.ServiceRef), Name: text.at(from.NameRef), Resource: text.at(from.ResourceRef), Type: text.at(from.TypeRef),
		Kind: strings.ToLower(strings.TrimPrefix(from.Kind.String(), "SPAN_KIND_")),
		Env:  text.at(from.EnvRef), Version: text.at(from.VersionRef), Component: text.at(from.ComponentRef),
		Start: from.Start, Duration: from.Duration, Error: from.Error,
		Attributes: text.attributes(from.Attributes), Links: []Link{}, Events: []Event{},
	}
	for _, link := range from.Links {
		span.Links = append(span.Links, Link{TraceID: hex.EncodeToString(link.TraceID), SpanID: decimal(link.SpanID),
			Tracestate: text.at(link.TracestateRef), Attributes: text.attributes(link.Attributes)})
	}
	for _, event := range from.Events {
		span.Events = append(span.Events, Event{Name: text.at(event.NameRef), Time: event.Time, Attributes: text.attributes(event.Attributes)})
	}
	return span
}

func decimal(id uint64) string { return strconv.FormatUint(id, 10) }

// stringTable resolves the references of a payload. It keeps the first error, so that the callers stay readable.
type stringTable struct {
	strings []string
	err     error
}

func (t *stringTable) at(ref uint32) string {
	if int(ref) < len(t.strings) {
		return t.strings[ref]
	}
	if t.err == nil && ref != 0 {
		t.err = fmt.Errorf("the payload refers to string %d of %d", ref, len(t.strings))
	}
	return ""
}

func (t *stringTable) attributes(from map[uint32]*idx.AnyValue) map[string]any {
	to := make(map[string]any, len(from))
	for key, value := range from {
		to[t.at(key)] = t.value(value)
	}
	return to
}

func (t *stringTable) value(from *idx.AnyValue) any {
	switch value := from.GetValue().(type) {
	case *idx.AnyValue_StringValueRef:
		return t.at(value.StringValueRef)
	case *idx.AnyValue_BoolValue:
		return value.BoolValue
	case *idx.AnyValue_DoubleValue:
		if math.IsNaN(value.DoubleValue) || math.IsInf(value.DoubleValue, 0) {
			return fmt.Sprint(value.DoubleValue) // JSON has no number for it
		}
		return value.DoubleValue
	case *idx.AnyValue_IntValue:
		return value.IntValue
	case *idx.AnyValue_BytesValue:
		return value.BytesValue // base64
	case *idx.AnyValue_ArrayValue:
		list := []any{}
		for _, item := range value.ArrayValue.GetValues() {
			list = append(list, t.value(item))
		}
		return list
	case *idx.AnyValue_KeyValueList:
		pairs := map[string]any{}
		for _, pair := range value.KeyValueList.GetKeyValues() {
			pairs[t.at(pair.Key)] = t.value(pair.Value)
		}
		return pairs
	}
	return nil
}
