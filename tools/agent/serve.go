package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"strconv"
	"time"

	gzip "github.com/DataDog/datadog-agent/comp/trace/compression/impl-gzip"
	"github.com/DataDog/datadog-agent/pkg/trace/agent"
	"github.com/DataDog/datadog-agent/pkg/trace/log"
	"github.com/DataDog/datadog-agent/pkg/trace/telemetry"
	"github.com/DataDog/datadog-go/v5/statsd"

	"scribemed.example/observability/tools/agent/values"
)

const (
	loopback = "127.0.0.1"
	// The agent's own shutdown waits up to seconds for each writer.
	stopTimeout = 30 * time.Second
)

// ready is printed when the agent accepts traces.
type ready struct {
	URL          string `json:"url"`
	Port         int    `json:"port"`
	Env          string `json:"env"`
	ReplaceRules int    `json:"replace_rules"`
}

func serve(ctx context.Context, opts options, from *settings, stdout, stderr io.Writer) error {
	listener, err := net.Listen("tcp", net.JoinHostPort(loopback, strconv.Itoa(opts.port)))
	if err != nil {
		return &values.Problem{What: "cannot listen for traces: " + cause(err), Where: net.JoinHostPort(loopback, strconv.Itoa(opts.port)),
			Help: "pass another --port, or 0 for a free one"}
	}
	defer listener.Close()
	records, err := openRecords(opts.out)
	if err != nil {
		return err
	}
	intake, err := startIntake(records)
	if err != nil {
		return err
	}
	defer log.SetLogger(log.SetLogger(&agentLog{out: stderr}))

	conf := agentConfig(from, intake.address(), listener.Addr().(*net.TCPAddr).Port)
	// The agent gets a context of its own, because its Run returns only when this is cancelled.
	agentCtx, stopAgent := context.WithCancel(context.Background())
	defer stopAgent()
	running := agent.NewAgent(agentCtx, conf, telemetry.NewNoopCollector(), &statsd.NoOpClient{}, gzip.NewComponent())
	running.Receiver.SetTCPListener(listener)
	go running.Run()

	line := ready{URL: "http://" + listener.Addr().String(), Port: conf.ReceiverPort, Env: from.env, ReplaceRules: len(from.replaceTags)}
	if err := json.NewEncoder(stdout).Encode(line); err != nil {
		return fmt.Errorf("cannot print the address: %w", err)
	}
	<-ctx.Done()

	// In this order: the agent sends what it holds when it stops, so the intake stops after it.
	stopAgent()
	stopCtx, cancel := context.WithTimeout(context.Background(), stopTimeout)
	defer cancel()
	if err := running.WaitForStopped(stopCtx); err != nil {
		return fmt.Errorf("the agent did not stop within %s: %w", stopTimeout, err)
	}
	if err := intake.stop(stopCtx); err != nil {
		return err
	}
	return records.close()
}
