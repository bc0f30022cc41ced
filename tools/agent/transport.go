package main

import (
	"context"
	"net"
	"net/http"
	"time"
)

// transportTo returns a transport that connects every request to the intake, without TLS, whatever its host. So no request of the agent leaves the
// machine, and none is missed: traces, stats, telemetry, LLM Observability, profiles, Data Streams.
func transportTo(intake string) func() *http.Transport {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{Timeout: 5 * time.Second}).DialContext(ctx, "tcp", intake)
	}
	return func() *http.Transport {
		return &http.Transport{DialContext: dial, DialTLSContext: dial, IdleConnTimeout: 30 * time.Second}
	}
}
