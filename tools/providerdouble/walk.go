package main

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// edit changes the value of one attribute. The path leads to it through blocks and nested attributes, without indices: "filter.query".
type edit func(path string, attribute *tfprotov6.SchemaAttribute, value tftypes.Value) tftypes.Value

// walkBlock applies the edit to every attribute of the block that has a value: not below null or unknown.
func walkBlock(path string, block *tfprotov6.SchemaBlock, value tftypes.Value, edit edit) (tftypes.Value, error) {
	return walkFields(value, func(fields map[string]tftypes.Value) error {
		if err := walkAttributes(path, block.Attributes, fields, edit); err != nil {
			return err
		}
		for _, nested := range block.BlockTypes {
			inner := join(path, nested.TypeName)
			walked, err := walkElements(fields[nested.TypeName], func(element tftypes.Value) (tftypes.Value, error) {
				return walkBlock(inner, nested.Block, element, edit)
			})
			if err != nil {
				return err
			}
			fields[nested.TypeName] = walked
		}
		return nil
	})
}

func walkAttributes(path string, attributes []*tfprotov6.SchemaAttribute, fields map[string]tftypes.Value, edit edit) error {
	for _, attribute := range attributes {
		inner := join(path, attribute.Name)
		value := edit(inner, attribute, fields[attribute.Name])
		if attribute.NestedType != nil {
			walked, err := walkElements(value, func(element tftypes.Value) (tftypes.Value, error) {
				return walkFields(element, func(fields map[string]tftypes.Value) error {
					return walkAttributes(inner, attribute.NestedType.Attributes, fields, edit)
				})
			})
			if err != nil {
				return err
			}
			value = walked
		}
		fields[attribute.Name] = value
	}
	return nil
}

// walkFields changes the fields of an object that has any.
func walkFields(value tftypes.Value, change func(map[string]tftypes.Value) error) (tftypes.Value, error) {
	if value.IsNull() || !value.IsKnown() {
		return value, nil
	}
	fields := map[string]tftypes.Value{}
	if err := value.As(&fields); err != nil {
		return value, err
	}
	if err := change(fields); err != nil {
		return value, err
	}
	return tftypes.NewValue(value.Type(), fields), nil
}

// walkElements changes the objects in a list, a set or a map, or the object itself.
func walkElements(value tftypes.Value, change func(tftypes.Value) (tftypes.Value, error)) (tftypes.Value, error) {
	if value.IsNull() || !value.IsKnown() {
		return value, nil
	}
	switch value.Type().(type) {
	case tftypes.List, tftypes.Set, tftypes.Tuple:
		var elements []tftypes.Value
		if err := value.As(&elements); err != nil {
			return value, err
		}
		for i, element := range elements {
			changed, err := change(element)
			if err != nil {
				return value, err
			}
			elements[i] = changed
		}
		return tftypes.NewValue(value.Type(), elements), nil
	case tftypes.Map:
		return walkFields(value, func(fields map[string]tftypes.Value) error {
			for key, element := range fields {
				changed, err := change(element)
				if err != nil {
					return err
				}
				fields[key] = changed
			}
			return nil
		})
	default:
		return change(value)
	}
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
