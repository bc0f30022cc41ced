package main

import (
	"runtime"
	"time"

	"github.com/DataDog/datadog-agent/pkg/trace/config"
)

// agentConfig is the configuration of the production agent, but for what a test must have: loopback, no sampling, quick flushes.
func agentConfig(from *settings, intake string, port int) *config.AgentConfig {
	conf := config.New()
	conf.Hostname = "loopback"
	conf.DefaultEnv = from.env
	conf.Site = from.site
	conf.ReplaceTags = from.replaceTags
	conf.Obfuscation = from.obfuscation

	// The hosts stay Datadog's; the transport connects to the intake whatever the host.
	key := "00000000000000000000000000000000"
	conf.Endpoints = []*config.Endpoint{{Host: "https://trace.agent." + from.site, APIKey: key}}
	conf.TelemetryConfig.Enabled = true
	conf.TelemetryConfig.Endpoints = []*config.Endpoint{{Host: config.TelemetryEndpointPrefix + from.site, APIKey: key}}
	conf.EVPProxy.APIKey = key
	conf.DebuggerLogsEnabled = true
	conf.HTTPTransportFunc = transportTo(intake)

	conf.ReceiverHost = loopback
	conf.ReceiverPort = port
	conf.HasContainerFeatures = false
	// The defaults of these are in a package of the agent that is not published. Zero would mean one connection at a time, and payloads that are
	// dropped whenever a decoder is busy.
	conf.MaxConnections = 1000
	conf.Decoders = runtime.GOMAXPROCS(0)
	conf.DecoderTimeout = int(time.Minute / time.Millisecond)

	// A trace that sampling drops, or an agent that rejects payloads to save memory, would hide a leak.
	conf.TargetTPS = 1e6
	conf.ErrorTPS = 1e6
	conf.MaxEPS = 1e6
	conf.MaxMemory = 0
	conf.MaxCPU = 0

	conf.TraceWriter.FlushPeriodSeconds = 0.2
	return conf
}
