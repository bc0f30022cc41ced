package main

import (
	"strings"
	"testing"
	"time"

	"github.com/DataDog/datadog-agent/pkg/proto/pbgo/trace/idx"
	"github.com/tinylib/msgp/msgp"
)

const secretNote = "refused for 987-65-4329"

// TestOtherVersionsOfTheProtocol: tracers choose the version that /info offers. Versions 0.5 and 1.0 send a table of strings, from which a
// replaced string must be gone as well.
func TestOtherVersionsOfTheProtocol(t *testing.T) {
	for path, body := range map[string]func(t *testing.T) []byte{"/v0.5/traces": payloadV05, "/v1.0/traces": payloadV1} {
		t.Run(path, func(t *testing.T) {
			p := start(t, prodValues)
			p.post(path, "application/msgpack", body(t), "X-Datadog-Trace-Count", "1")
			sent := p.stop()
			if note := sent.span("web.request").Attributes["note"]; note != "refused for [phi:ssn]" {
				t.Errorf("the note is '%v'", note)
			}
			if strings.Contains(sent.raw, "987-65-4329") {
				t.Error("the number left the node")
			}
		})
	}
}

// payloadV05 is [table of strings, traces], a span being an array of twelve.
func payloadV05(*testing.T) []byte {
	table := []string{"", "transcription", "web.request", "GET /notes", "note", secretNote, "web", "_sampling_priority_v1"}
	body := msgp.AppendArrayHeader(nil, 2)
	body = msgp.AppendArrayHeader(body, uint32(len(table)))
	for _, text := range table {
		body = msgp.AppendString(body, text)
	}
	body = msgp.AppendArrayHeader(msgp.AppendArrayHeader(msgp.AppendArrayHeader(body, 1), 1), 12)
	for _, ref := range []uint32{1, 2, 3} { // service, name, resource
		body = msgp.AppendUint32(body, ref)
	}
	for _, id := range []uint64{7, 7, 0} { // trace, span, parent
		body = msgp.AppendUint64(body, id)
	}
	body = msgp.AppendInt64(body, time.Now().UnixNano())
	body = msgp.AppendInt64(body, int64(time.Millisecond))
	body = msgp.AppendInt32(body, 0) // error
	body = msgp.AppendMapHeader(body, 1)
	body = msgp.AppendUint32(msgp.AppendUint32(body, 4), 5)
	body = msgp.AppendMapHeader(body, 1)
	body = msgp.AppendFloat64(msgp.AppendUint32(body, 7), 1)
	return msgp.AppendUint32(body, 6) // type
}

func payloadV1(t *testing.T) []byte {
	table := idx.NewStringTable()
	span := &idx.Span{
		ServiceRef: table.Add("transcription"), NameRef: table.Add("web.request"), ResourceRef: table.Add("GET /notes"), TypeRef: table.Add("web"),
		SpanID: 7, Start: uint64(time.Now().UnixNano()), Duration: uint64(time.Millisecond), Kind: idx.SpanKind_SPAN_KIND_SERVER,
		Attributes: map[uint32]*idx.AnyValue{table.Add("note"): {Value: &idx.AnyValue_StringValueRef{StringValueRef: table.Add(secretNote)}}},
	}
	chunk := idx.NewInternalTraceChunk(table, 1, "", nil, []*idx.InternalSpan{idx.NewInternalSpan(table, span)}, false, []byte("0123456789abcdef"), 0)
	body, err := (&idx.InternalTracerPayload{Strings: table, Chunks: []*idx.InternalTraceChunk{chunk}}).MarshalMsg(nil)
	if err != nil {
		t.Fatal(err)
	}
	return body
}
