// Command fromcdk writes the schema of a provider that cannot be exported here, from the facts in its CDK bindings: names of arguments, their types, which are
// required. It prints the form of `terraform providers schema -json`.
//
//	fromcdk <package of the bindings, unpacked> <provider> <version> <kinds file>
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	if len(os.Args) != 5 {
		fmt.Fprintln(os.Stderr, "usage: fromcdk PACKAGE PROVIDER VERSION KINDS")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Args[3], os.Args[4]); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

type export struct {
	Provider   string            `json:"provider"`
	Version    string            `json:"version"`
	Config     *schema           `json:"provider_schema,omitempty"`
	Resources  map[string]schema `json:"resource_schemas"`
	Data       map[string]schema `json:"data_source_schemas"`
	Ephemerals map[string]schema `json:"ephemeral_resource_schemas"`
}

// kinds is the file that says which kinds to export, and the ephemeral ones, which the bindings lack.
type kinds struct {
	Resources  []string          `json:"resources"`
	Data       []string          `json:"data"`
	Ephemerals map[string]schema `json:"ephemeral"`
	// Secret are the attributes of a kind that are secret although their names do not say so.
	Secret map[string][]string `json:"secret"`
}

func run(bindings, provider, version, kindsFile string) error {
	text, err := os.ReadFile(kindsFile)
	if err != nil {
		return err
	}
	var wanted kinds
	if err := json.Unmarshal(text, &wanted); err != nil {
		return fmt.Errorf("%s: %w", kindsFile, err)
	}
	_, name, _ := strings.Cut(provider, "/")
	out := export{
		Provider: provider, Version: version, Ephemerals: wanted.Ephemerals,
		Resources: map[string]schema{}, Data: map[string]schema{},
	}
	file := func(folder string) string {
		return filepath.Join(bindings, "lib", folder, "index.js")
	}
	config, err := readSettings(file("provider"))
	if err != nil {
		return err
	}
	out.Config = &config
	for _, kind := range wanted.Resources {
		found, err := readSchema(file(strings.ReplaceAll(kind, "_", "-")))
		if err != nil {
			return err
		}
		for _, secret := range wanted.Secret[kind] {
			marked := found.Block.Attributes[secret]
			marked.Sensitive = true
			found.Block.Attributes[secret] = marked
		}
		out.Resources[name+"_"+kind] = found
	}
	for _, kind := range wanted.Data {
		folder := "data-" + name + "-" + strings.ReplaceAll(kind, "_", "-")
		if out.Data[name+"_"+kind], err = readSchema(file(folder)); err != nil {
			return err
		}
	}
	return print(out)
}

// print writes one kind per line, so that a diff shows which changed.
func print(out export) error {
	text, err := json.Marshal(out)
	if err != nil {
		return err
	}
	for _, name := range kindNames(out) {
		mark := []byte(`"` + name + `":{"`)
		text = []byte(strings.ReplaceAll(string(text), string(mark), "\n"+string(mark)))
	}
	_, err = os.Stdout.Write(append(text, '\n'))
	return err
}

func kindNames(out export) []string {
	found := map[string]bool{"resource_schemas": true, "data_source_schemas": true, "ephemeral_resource_schemas": true}
	for _, group := range []map[string]schema{out.Resources, out.Data, out.Ephemerals} {
		for name := range group {
			found[name] = true
		}
	}
	var names []string
	for name := range found {
		names = append(names, name)
	}
	return names
}
