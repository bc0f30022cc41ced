package main

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

//go:embed schemas/*.json
var schemaFiles embed.FS

// exported is a file in schemas/: what `terraform providers schema -json` prints of one provider, without descriptions.
type exported struct {
	Provider   string                    `json:"provider"`
	Version    string                    `json:"version"`
	Config     *exportedSchema           `json:"provider_schema"`
	Resources  map[string]exportedSchema `json:"resource_schemas"`
	Data       map[string]exportedSchema `json:"data_source_schemas"`
	Ephemerals map[string]exportedSchema `json:"ephemeral_resource_schemas"`
}

type exportedSchema struct {
	Version int64         `json:"version"`
	Block   exportedBlock `json:"block"`
}

type exportedBlock struct {
	Attributes map[string]exportedAttribute   `json:"attributes"`
	Blocks     map[string]exportedNestedBlock `json:"block_types"`
	Deprecated bool                           `json:"deprecated"`
}

type exportedNestedBlock struct {
	Nesting string        `json:"nesting_mode"`
	Block   exportedBlock `json:"block"`
	Min     int64         `json:"min_items"`
	Max     int64         `json:"max_items"`
}

type exportedAttribute struct {
	Type       json.RawMessage `json:"type"`
	Nested     *exportedNested `json:"nested_type"`
	Required   bool            `json:"required"`
	Optional   bool            `json:"optional"`
	Computed   bool            `json:"computed"`
	Sensitive  bool            `json:"sensitive"`
	WriteOnly  bool            `json:"write_only"`
	Deprecated bool            `json:"deprecated"`
}

type exportedNested struct {
	Nesting    string                       `json:"nesting_mode"`
	Attributes map[string]exportedAttribute `json:"attributes"`
}

// schemas are the schemas of one provider.
type schemas struct {
	config     *tfprotov6.Schema
	resources  map[string]*tfprotov6.Schema
	data       map[string]*tfprotov6.Schema
	ephemerals map[string]*tfprotov6.Schema
}

func read(file string) (exported, error) {
	text, err := schemaFiles.ReadFile(file)
	if err != nil {
		return exported{}, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var found exported
	if err := decoder.Decode(&found); err != nil {
		return exported{}, fmt.Errorf("%s: %w", file, err)
	}
	return found, nil
}

func schemaNames() ([]string, error) {
	files, err := fs.Glob(schemaFiles, "schemas/*.json")
	if err != nil {
		return nil, err
	}
	for i, file := range files {
		files[i] = strings.TrimSuffix(path.Base(file), ".json")
	}
	return files, nil
}

// list prints the providers that this program replaces, one per line: <namespace>/<name> <version of the schema>.
func list(out io.Writer) error {
	names, err := schemaNames()
	if err != nil {
		return err
	}
	for _, name := range names {
		found, err := read("schemas/" + name + ".json")
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintln(out, found.Provider, found.Version); err != nil {
			return err
		}
	}
	return nil
}

func load(name string) (schemas, error) {
	names, err := schemaNames()
	if err != nil {
		return schemas{}, err
	}
	if !slices.Contains(names, name) {
		return schemas{}, fmt.Errorf("no schema of a provider %q; there are %s", name, strings.Join(names, ", "))
	}
	found, err := read("schemas/" + name + ".json")
	if err != nil {
		return schemas{}, err
	}
	out := schemas{config: &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{}}}
	if found.Config != nil {
		if out.config, err = convert(*found.Config); err != nil {
			return schemas{}, fmt.Errorf("%s: %w", name, err)
		}
	}
	if out.resources, err = convertAll(found.Resources); err != nil {
		return schemas{}, err
	}
	if out.data, err = convertAll(found.Data); err != nil {
		return schemas{}, err
	}
	out.ephemerals, err = convertAll(found.Ephemerals)
	return out, err
}
