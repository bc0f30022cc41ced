package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func convertAll(from map[string]exportedSchema) (map[string]*tfprotov6.Schema, error) {
	out := map[string]*tfprotov6.Schema{}
	for name, schema := range from {
		converted, err := convert(schema)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out[name] = converted
	}
	return out, nil
}

func convert(from exportedSchema) (*tfprotov6.Schema, error) {
	block, err := convertBlock(from.Block)
	return &tfprotov6.Schema{Version: from.Version, Block: block}, err
}

func convertBlock(from exportedBlock) (*tfprotov6.SchemaBlock, error) {
	attributes, err := convertAttributes(from.Attributes)
	if err != nil {
		return nil, err
	}
	out := &tfprotov6.SchemaBlock{Attributes: attributes, Deprecated: from.Deprecated}
	for _, name := range slices.Sorted(maps.Keys(from.Blocks)) {
		nested := from.Blocks[name]
		block, err := convertBlock(nested.Block)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		nesting, found := blockNesting[nested.Nesting]
		if !found {
			return nil, fmt.Errorf("%s: unknown nesting %q", name, nested.Nesting)
		}
		out.BlockTypes = append(out.BlockTypes, &tfprotov6.SchemaNestedBlock{
			TypeName: name, Block: block, Nesting: nesting, MinItems: nested.Min, MaxItems: nested.Max,
		})
	}
	return out, nil
}

var blockNesting = map[string]tfprotov6.SchemaNestedBlockNestingMode{
	"single": tfprotov6.SchemaNestedBlockNestingModeSingle,
	"group":  tfprotov6.SchemaNestedBlockNestingModeGroup,
	"list":   tfprotov6.SchemaNestedBlockNestingModeList,
	"set":    tfprotov6.SchemaNestedBlockNestingModeSet,
	"map":    tfprotov6.SchemaNestedBlockNestingModeMap,
}

var objectNesting = map[string]tfprotov6.SchemaObjectNestingMode{
	"single": tfprotov6.SchemaObjectNestingModeSingle,
	"list":   tfprotov6.SchemaObjectNestingModeList,
	"set":    tfprotov6.SchemaObjectNestingModeSet,
	"map":    tfprotov6.SchemaObjectNestingModeMap,
}

func convertAttributes(from map[string]exportedAttribute) ([]*tfprotov6.SchemaAttribute, error) {
	var out []*tfprotov6.SchemaAttribute
	for _, name := range slices.Sorted(maps.Keys(from)) {
		attribute, err := convertAttribute(name, from[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, attribute)
	}
	return out, nil
}

func convertAttribute(name string, from exportedAttribute) (*tfprotov6.SchemaAttribute, error) {
	out := &tfprotov6.SchemaAttribute{
		Name: name, Required: from.Required, Optional: from.Optional, Computed: from.Computed,
		Sensitive: from.Sensitive, WriteOnly: from.WriteOnly, Deprecated: from.Deprecated,
	}
	if from.Nested == nil {
		var err error
		// The types of a schema are written as cty writes them; no other function of this library reads that form.
		out.Type, err = tftypes.ParseJSONType(from.Type) //nolint:staticcheck
		return out, err
	}
	nesting, found := objectNesting[from.Nested.Nesting]
	if !found {
		return nil, fmt.Errorf("unknown nesting %q", from.Nested.Nesting)
	}
	attributes, err := convertAttributes(from.Nested.Attributes)
	out.NestedType = &tfprotov6.SchemaObject{Attributes: attributes, Nesting: nesting}
	return out, err
}
