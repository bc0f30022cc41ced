package main

import (
	"strings"

	pb "github.com/DataDog/datadog-agent/pkg/proto/pbgo/trace"
)

// StatsGroup is a line of stats.jsonl: the counts of one kind of span in one bucket. Datadog makes trace.<name>.hits, .errors and .duration of it.
type StatsGroup struct {
	Start          uint64   `json:"start_ns"`
	Service        string   `json:"service"`
	Name           string   `json:"name"`
	Resource       string   `json:"resource"`
	Type           string   `json:"type"`
	Kind           string   `json:"kind"`
	Env            string   `json:"env"`
	Version        string   `json:"version"`
	Hits           uint64   `json:"hits"`
	TopLevelHits   uint64   `json:"top_level_hits"`
	Errors         uint64   `json:"errors"`
	Duration       uint64   `json:"duration_ns"`
	HTTPStatus     uint32   `json:"http_status"`
	HTTPMethod     string   `json:"http_method"`
	HTTPEndpoint   string   `json:"http_endpoint"`
	GRPCStatus     string   `json:"grpc_status"`
	IsTraceRoot    string   `json:"is_trace_root"` // true, false or not_set
	PeerTags       []string `json:"peer_tags"`
	ClientComputed bool     `json:"client_computed"` // by the tracer instead of the agent
}

func statsGroup(payload *pb.StatsPayload, client *pb.ClientStatsPayload, bucket *pb.ClientStatsBucket, group *pb.ClientGroupedStats) StatsGroup {
	return StatsGroup{
		Start: bucket.Start, Env: client.Env, Version: client.Version, ClientComputed: payload.ClientComputed,
		Service: group.Service, Name: group.Name, Resource: group.Resource, Type: group.Type, Kind: group.SpanKind,
		Hits: group.Hits, TopLevelHits: group.TopLevelHits, Errors: group.Errors, Duration: group.Duration,
		HTTPStatus: group.HTTPStatusCode, HTTPMethod: group.HTTPMethod, HTTPEndpoint: group.HTTPEndpoint, GRPCStatus: group.GRPCStatusCode,
		IsTraceRoot: strings.ToLower(group.IsTraceRoot.String()), PeerTags: append([]string{}, group.PeerTags...),
	}
}
