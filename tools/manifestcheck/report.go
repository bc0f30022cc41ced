package main

import (
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// Object says which object of which file is meant.
type Object struct {
	File       string `json:"file"`
	Line       int    `json:"line"`
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Name       string `json:"name"`
}

// Finding is a reason for which an API server would reject an object.
type Finding struct {
	Rule    string `json:"rule"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Kind    string `json:"kind"`
	Name    string `json:"name"`
	Path    string `json:"path"`
	Message string `json:"message"`
	Schema  string `json:"schema"` // the module that the schema comes from
}

// Report gathers the outcome for every object that was read: each is valid, rejected or without a public schema.
type Report struct {
	Findings      []Finding
	Refused       int
	Valid         map[string]int // by "Kind (apiVersion)"
	WithoutSchema []Object
}

func (r *Report) refuse(object Object, path string, schema *Schema, message string) {
	r.Refused++
	r.find(object, path, schema, message)
}

func (r *Report) find(object Object, path string, schema *Schema, message string) {
	finding := Finding{
		Rule: "manifest/schema", File: object.File, Line: object.Line,
		Kind: object.Kind, Name: object.Name, Path: path, Message: message,
	}
	if schema != nil {
		finding.Schema = schema.Origin
	}
	r.Findings = append(r.Findings, finding)
}

func (r *Report) add(object Object, schema *Schema, errs field.ErrorList) {
	if len(errs) == 0 {
		if r.Valid == nil {
			r.Valid = map[string]int{}
		}
		r.Valid[object.Kind+" ("+object.APIVersion+")"]++
		return
	}
	r.Refused++
	// The validation walks maps, whose order changes from run to run.
	sort.SliceStable(errs, func(a, b int) bool {
		return errs[a].Field+"\x00"+errs[a].Detail < errs[b].Field+"\x00"+errs[b].Detail
	})
	for _, err := range errs {
		message := err.Detail
		if message != "unknown field" {
			message = err.ErrorBody()
		}
		r.find(object, strings.TrimPrefix(err.Field, "."), schema, lowerFirst(message))
	}
}

func lowerFirst(text string) string {
	if text == "" {
		return text
	}
	return strings.ToLower(text[:1]) + text[1:]
}

func (r *Report) write(format string, out io.Writer) error {
	if format == "json" {
		return r.writeJSON(out)
	}
	var text strings.Builder
	for _, finding := range r.Findings {
		finding.write(&text)
	}
	for _, object := range r.WithoutSchema {
		fmt.Fprintf(&text, "no public schema: %s (%s) '%s' in %s:%d\n",
			object.Kind, object.APIVersion, object.Name, object.File, object.Line)
	}
	objects := 0
	for _, kind := range r.kinds() {
		objects += r.Valid[kind]
		fmt.Fprintf(&text, "%7d %s\n", r.Valid[kind], kind)
	}
	fmt.Fprintf(&text, "%d objects of %d kinds valid", objects, len(r.Valid))
	fmt.Fprintf(&text, ", %d refused, %d without a public schema\n", r.Refused, len(r.WithoutSchema))
	_, err := io.WriteString(out, text.String())
	return err
}

func (f Finding) write(text *strings.Builder) {
	fmt.Fprintf(text, "error[%s]: ", f.Rule)
	if f.Kind != "" {
		fmt.Fprintf(text, "%s '%s': ", f.Kind, f.Name)
	}
	if f.Path != "" && f.Path != "<nil>" {
		fmt.Fprintf(text, "%s: ", f.Path)
	}
	fmt.Fprintf(text, "%s\n  --> %s:%d\n", f.Message, f.File, f.Line)
	if f.Schema != "" {
		fmt.Fprintf(text, "  help: change what renders this file; its schema is that of %s\n", f.Schema)
	}
}

func (r *Report) kinds() []string {
	kinds := make([]string, 0, len(r.Valid))
	for kind := range r.Valid {
		kinds = append(kinds, kind)
	}
	sort.Strings(kinds)
	return kinds
}

func (r *Report) writeJSON(out io.Writer) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(map[string]any{
		"findings":              append([]Finding{}, r.Findings...),
		"refused":               r.Refused,
		"valid":                 r.Valid,
		"without_public_schema": append([]Object{}, r.WithoutSchema...),
	})
}
