// Command manifestcheck validates Kubernetes manifests as an API server would, offline.
//
// Custom resources are validated with the real CustomResourceDefinitions and built-in kinds with Kubernetes' published OpenAPI,
// both read from pinned Go modules (schemas.json) and run through the API server's own validation. Kinds that the manifests
// define are validated with that definition. Unknown fields are errors.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

const (
	exitClean    = 0
	exitFindings = 1
	exitInternal = 2
)

const usage = `usage: manifestcheck [--format text|json] <file or directory>...
       manifestcheck --print-json <file or directory>...

Validates every Kubernetes object in the YAML files as an API server would: unknown fields, types, required fields,
enumerations, patterns and names. Exits 0 when clean, 1 with findings, 2 on wrong usage or an internal error.

`

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

type options struct {
	format    string
	printJSON bool
	paths     []string
}

func run(args []string, stdout, stderr io.Writer) int {
	opts, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return exitClean
	}
	if err != nil {
		fmt.Fprintln(stderr, "error:", err)
		return exitInternal
	}
	code, err := execute(opts, stdout)
	if err != nil {
		fmt.Fprintln(stderr, "error:", err)
		return exitInternal
	}
	return code
}

func parse(args []string, stderr io.Writer) (options, error) {
	var opts options
	flags := flag.NewFlagSet("manifestcheck", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, usage)
		flags.PrintDefaults()
	}
	flags.StringVar(&opts.format, "format", "text", "how the report is written: text or json")
	flags.BoolVar(&opts.printJSON, "print-json", false,
		"validate nothing; print each document as Kubernetes and Helm read it, one line of JSON each")
	if err := flags.Parse(args); err != nil {
		return opts, err
	}
	opts.paths = flags.Args()
	if len(opts.paths) == 0 {
		return opts, errors.New("no file or directory was named")
	}
	if opts.format != "text" && opts.format != "json" {
		return opts, fmt.Errorf("unknown format '%s': text and json are known", opts.format)
	}
	return opts, nil
}

func execute(opts options, stdout io.Writer) (int, error) {
	documents, findings, err := readManifests(opts.paths)
	if err != nil {
		return exitInternal, err
	}
	if opts.printJSON {
		return printJSON(documents, findings, stdout)
	}
	catalog, err := newCatalog(downloadModule)
	if err != nil {
		return exitInternal, err
	}
	if err := catalog.define(documents); err != nil {
		return exitInternal, err
	}
	report := &Report{Findings: findings, Refused: len(findings)}
	for _, document := range documents {
		if err := check(document, catalog, report); err != nil {
			return exitInternal, fmt.Errorf("%s:%d: %w", document.File, document.Line, err)
		}
	}
	if err := report.write(opts.format, stdout); err != nil {
		return exitInternal, err
	}
	if len(report.Findings) > 0 {
		return exitFindings, nil
	}
	return exitClean, nil
}
