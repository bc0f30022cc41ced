package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"scribemed.example/observability/tools/agent/values"
)

// records are the files that a test reads. Every line is written when it is received, so a test may read them while the agent runs.
type records struct {
	mutex                   sync.Mutex
	traces, stats, rawBytes *os.File
	errors                  []error
}

func openRecords(folder string) (*records, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, &values.Problem{What: "cannot create the folder to write to: " + cause(err), Where: folder, Help: "pass another --out"}
	}
	opened := &records{}
	for name, file := range map[string]**os.File{"traces.jsonl": &opened.traces, "stats.jsonl": &opened.stats, "raw.bin": &opened.rawBytes} {
		path := filepath.Join(folder, name)
		var err error
		if *file, err = os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644); err != nil {
			return nil, &values.Problem{What: "cannot open a file to write to: " + cause(err), Where: path, Help: "pass another --out"}
		}
	}
	return opened, nil
}

// writeLines appends each item as a line of JSON.
func writeLines[T any](r *records, to *os.File, items []T) error {
	var lines bytes.Buffer
	encoder := json.NewEncoder(&lines)
	encoder.SetEscapeHTML(false)
	for _, item := range items {
		if err := encoder.Encode(item); err != nil {
			return err
		}
	}
	return r.append(to, lines.Bytes())
}

// raw keeps the path as well: an identifier in a URL leaves the node too.
func (r *records) raw(uri string, body []byte) error {
	return r.append(r.rawBytes, []byte("\n"+uri+"\n"), body)
}

func (r *records) append(to *os.File, parts ...[]byte) error {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for _, part := range parts {
		if _, err := to.Write(part); err != nil {
			return err
		}
	}
	return nil
}

func (r *records) fail(err error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.errors = append(r.errors, err)
}

// close reports what the intake could not record: without it a search for patient data would pass on incomplete files.
func (r *records) close() error {
	failed := r.errors
	for _, file := range []*os.File{r.traces, r.stats, r.rawBytes} {
		failed = append(failed, file.Close())
	}
	if err := errors.Join(failed...); err != nil {
		return fmt.Errorf("the intake could not record everything:\n%w", err)
	}
	return nil
}

// cause is an error without the file or address that its outermost layers repeat.
func cause(err error) string {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return err.Error()
}
