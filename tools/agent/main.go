// Command agent runs Datadog's real trace agent as a rendered Helm values file configures it, with an intake on loopback in place of Datadog's.
//
// Tests send it traces and read what would have left the node: decoded payloads, and every byte. Nothing leaves the machine.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"scribemed.example/observability/tools/agent/values"
)

const (
	exitClean = 0
	exitUsage = 2
)

const usage = `usage: agent --values helm-values/<env>/datadog.yaml --out <folder> [--port <port>]

Runs Datadog's trace agent with the PHI rules of a rendered values file, and an intake on loopback in place of Datadog's.
Prints one line of JSON when it accepts traces: {"url": "http://127.0.0.1:...", ...}. Writes to the folder:

  traces.jsonl   the spans that it sent to /api/v0.2/traces, one per line
  stats.jsonl    the counts that it sent to /api/v0.2/stats, of which Datadog makes the trace.* metrics, one group per line
  raw.bin        every uncompressed byte that it sent anywhere, to search for patient data

SIGTERM or SIGINT: sends what it holds, and exits. Exit code 0: clean, 2: usage or internal error.

`

type options struct {
	values string
	out    string
	port   int
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	opts, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return exitClean
	}
	if err == nil {
		err = execute(ctx, opts, stdout, stderr)
	}
	if err != nil {
		fmt.Fprintln(stderr, "error:", err)
		return exitUsage
	}
	return exitClean
}

func parse(args []string, stderr io.Writer) (options, error) {
	var opts options
	flags := flag.NewFlagSet("agent", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, usage)
		flags.PrintDefaults()
	}
	flags.StringVar(&opts.values, "values", "", "the rendered Helm values of the agent")
	flags.StringVar(&opts.out, "out", "", "the folder to append what the agent sends to; created if missing")
	flags.IntVar(&opts.port, "port", 0, "the loopback port that accepts traces; 0 takes a free one")
	if err := flags.Parse(args); err != nil {
		return opts, err
	}
	switch {
	case flags.NArg() > 0:
		return opts, fmt.Errorf("unexpected argument '%s': see agent --help", flags.Arg(0))
	case opts.values == "":
		return opts, errors.New("no values file: pass --values helm-values/prod/datadog.yaml")
	case opts.out == "":
		return opts, errors.New("no folder to write to: pass --out <folder>")
	case opts.port < 0 || opts.port > 65535:
		return opts, fmt.Errorf("--port %d is no port: pass 1 to 65535, or 0 for a free one", opts.port)
	}
	return opts, nil
}

func execute(ctx context.Context, opts options, stdout, stderr io.Writer) error {
	// Parts of the agent read the environment. Only the values file may configure it, not the shell that a test runs in.
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "DD_") {
			os.Unsetenv(name)
		}
	}
	file, err := values.Read(opts.values)
	if err != nil {
		return err
	}
	settings, err := readSettings(file)
	if err != nil {
		return err
	}
	return serve(ctx, opts, settings, stdout, stderr)
}
