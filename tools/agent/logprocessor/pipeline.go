package main

import (
	"context"
	"encoding/json"

	"github.com/DataDog/datadog-agent/comp/logs/agent/config"
	"github.com/DataDog/datadog-agent/pkg/logs/message"
	"github.com/DataDog/datadog-agent/pkg/logs/metrics"
	"github.com/DataDog/datadog-agent/pkg/logs/processor"
	"github.com/DataDog/datadog-agent/pkg/logs/sources"
)

// pipeline is the agent's processor with one message in it at a time, so that each message is known to be sent or excluded.
type pipeline struct {
	in, out   chan *message.Message
	processor *processor.Processor
	rules     []*config.ProcessingRule
	source    *sources.LogSource
}

func newPipeline(rules []*config.ProcessingRule, source *sources.LogSource) *pipeline {
	in, out := make(chan *message.Message, 1), make(chan *message.Message, 1)
	return &pipeline{
		in: in, out: out, source: source, rules: append(append([]*config.ProcessingRule{}, rules...), source.Config.ProcessingRules...),
		// Without configuration, only failover to a second site is off.
		processor: processor.New(nil, in, out, rules, processor.JSONEncoder, ignoreDiagnostics{}, nil, metrics.NewNoopPipelineMonitor("0"), "0"),
	}
}

// result is a line of the output.
type result struct {
	Line     int             `json:"line"`
	Rules    []string        `json:"rules"`
	Excluded bool            `json:"excluded"`
	Sent     json.RawMessage `json:"sent,omitempty"`
}

func (p *pipeline) process(line int, content []byte) result {
	p.source.ProcessingInfo.Reset()
	p.in <- message.NewMessageWithSource(content, message.StatusInfo, p.source, 0)
	p.processor.Flush(context.Background())
	done := result{Line: line, Rules: []string{}}
	for _, rule := range p.rules {
		if p.source.ProcessingInfo.GetCount(rule.Type+":"+rule.Name) > 0 {
			done.Rules = append(done.Rules, rule.Name)
		}
	}
	select {
	case sent := <-p.out:
		done.Sent = sent.GetContent()
	default:
		done.Excluded = true
	}
	return done
}

// ignoreDiagnostics drops what `agent stream-logs` would show.
type ignoreDiagnostics struct{}

func (ignoreDiagnostics) HandleMessage(*message.Message, []byte, string) {}
