// Command logprocessor applies the agent's log processing rules of a rendered Helm values file to lines of a log, with the agent's own code.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"scribemed.example/observability/tools/agent/values"
)

const (
	exitClean = 0
	exitUsage = 2
)

const usage = `usage: logprocessor --values helm-values/<env>/datadog.yaml [--service <service>] < log > sent.jsonl

Reads one log message a line from stdin, and prints for each a line of JSON: what the agent would send, or that it is excluded.

  {"line": 1, "rules": ["phi_ssn"], "excluded": false, "sent": {"message": "...", "service": "...", ...}}

Applies the rules of all logs (DD_LOGS_CONFIG_PROCESSING_RULES), then those of --service in datadog.confd. The rule multi_line is not
applied: the agent joins lines before. Exit code 0: clean, 2: usage or internal error.

`

type options struct {
	values  string
	service string
}

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	opts, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return exitClean
	}
	if err == nil {
		err = execute(opts, stdin, stdout)
	}
	if err != nil {
		fmt.Fprintln(stderr, "error:", err)
		return exitUsage
	}
	return exitClean
}

func parse(args []string, stderr io.Writer) (options, error) {
	var opts options
	flags := flag.NewFlagSet("logprocessor", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, usage)
		flags.PrintDefaults()
	}
	flags.StringVar(&opts.values, "values", "", "the rendered Helm values of the agent")
	flags.StringVar(&opts.service, "service", "", "the service that writes the log: adds its own rules, its service and its source")
	if err := flags.Parse(args); err != nil {
		return opts, err
	}
	if flags.NArg() > 0 {
		return opts, fmt.Errorf("unexpected argument '%s': see logprocessor --help", flags.Arg(0))
	}
	if opts.values == "" {
		return opts, errors.New("no values file: pass --values helm-values/prod/datadog.yaml")
	}
	return opts, nil
}

func execute(opts options, stdin io.Reader, stdout io.Writer) error {
	file, err := values.Read(opts.values)
	if err != nil {
		return err
	}
	rules, err := readRules(file)
	if err != nil {
		return err
	}
	source, err := readSource(file, opts.service)
	if err != nil {
		return err
	}
	return process(newPipeline(rules, source), stdin, stdout)
}
