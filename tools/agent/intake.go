package main

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

const (
	pathTraces = "/api/v0.2/traces"
	pathStats  = "/api/v0.2/stats"
	// Far above the agent's largest payload of 3.2 MB.
	maxBody = 64 << 20
)

// intake answers as Datadog's does, and records what it receives.
type intake struct {
	listener net.Listener
	server   *http.Server
	records  *records
}

func startIntake(to *records) (*intake, error) {
	listener, err := net.Listen("tcp", net.JoinHostPort(loopback, "0"))
	if err != nil {
		return nil, fmt.Errorf("cannot listen as the intake: %w", err)
	}
	started := &intake{listener: listener, records: to}
	started.server = &http.Server{Handler: started, ReadHeaderTimeout: 10 * time.Second}
	go started.server.Serve(listener)
	return started, nil
}

func (i *intake) address() string { return i.listener.Addr().String() }

func (i *intake) stop(ctx context.Context) error {
	if err := i.server.Shutdown(ctx); err != nil {
		return fmt.Errorf("the intake did not stop: %w", err)
	}
	return nil
}

func (i *intake) ServeHTTP(writer http.ResponseWriter, request *http.Request) {
	body, err := readBody(request)
	if err == nil {
		err = i.record(request, body)
	}
	if err != nil {
		// The agent does not retry after 400. The error makes the program fail at its end.
		i.records.fail(fmt.Errorf("%s: %w", request.URL.Path, err))
		http.Error(writer, err.Error(), http.StatusBadRequest)
		return
	}
	writer.Header().Set("Content-Type", "application/json")
	writer.WriteHeader(http.StatusAccepted)
	io.WriteString(writer, "{}")
}

func (i *intake) record(request *http.Request, body []byte) error {
	// First the bytes: a payload that cannot be decoded has left the node all the same.
	if err := i.records.raw(request.URL.RequestURI(), body); err != nil {
		return err
	}
	switch request.URL.Path {
	case pathTraces:
		spans, err := decodeTraces(body)
		if err != nil {
			return err
		}
		return writeLines(i.records, i.records.traces, spans)
	case pathStats:
		groups, err := decodeStats(body)
		if err != nil {
			return err
		}
		return writeLines(i.records, i.records.stats, groups)
	}
	return nil
}

func readBody(request *http.Request) ([]byte, error) {
	var reader io.Reader = request.Body
	switch encoding := request.Header.Get("Content-Encoding"); encoding {
	case "", "identity":
	case "gzip":
		unzipped, err := gzip.NewReader(request.Body)
		if err != nil {
			return nil, fmt.Errorf("cannot unzip: %w", err)
		}
		defer unzipped.Close()
		reader = unzipped
	default:
		return nil, fmt.Errorf("cannot read the encoding '%s': decode it in tools/agent/intake.go", encoding)
	}
	body, err := io.ReadAll(io.LimitReader(reader, maxBody+1))
	if err != nil {
		return nil, fmt.Errorf("cannot read: %w", err)
	}
	if len(body) > maxBody {
		return nil, errors.New("the body is too large")
	}
	return body, nil
}
