package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

const (
	preserveUnknown = "x-kubernetes-preserve-unknown-fields"
	intOrString     = "x-kubernetes-int-or-string"
	// The pattern that CustomResourceDefinitions carry for a quantity.
	quantityPattern = `^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$`
)

// props turns the schema of a built-in kind into the form that CustomResourceDefinitions have, so that one validation serves both.
func (d *openAPI) props(gvk schema.GroupVersionKind) (*apiextensions.JSONSchemaProps, error) {
	name, err := d.component(gvk)
	if err != nil {
		return nil, err
	}
	expanded, err := d.expand(map[string]any{"$ref": "#/components/schemas/" + name}, nil)
	if err != nil {
		return nil, err
	}
	// The metadata of a whole object has a validation of its own, as in a CustomResourceDefinition.
	if properties, ok := expanded["properties"].(map[string]any); ok {
		properties["metadata"] = map[string]any{"type": "object"}
	}
	text, err := json.Marshal(expanded)
	if err != nil {
		return nil, err
	}
	var external apiextensionsv1.JSONSchemaProps
	if err := json.Unmarshal(text, &external); err != nil {
		return nil, err
	}
	var props apiextensions.JSONSchemaProps
	return &props, apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(&external, &props, nil)
}

func (d *openAPI) component(gvk schema.GroupVersionKind) (string, error) {
	for name, component := range d.Components.Schemas {
		kinds, _ := component["x-kubernetes-group-version-kind"].([]any)
		for _, entry := range kinds {
			kind, _ := entry.(map[string]any)
			if kind["group"] == gvk.Group && kind["version"] == gvk.Version && kind["kind"] == gvk.Kind {
				return name, nil
			}
		}
	}
	return "", fmt.Errorf("the OpenAPI document serves it but has no component for it")
}

// expand writes out every reference. The parents stop the few types that contain themselves.
func (d *openAPI) expand(node map[string]any, parents []string) (map[string]any, error) {
	node, parents, err := d.resolve(node, parents)
	if err != nil {
		return nil, err
	}
	for _, key := range []string{"items", "additionalProperties"} {
		if child, ok := node[key].(map[string]any); ok {
			if node[key], err = d.expand(child, parents); err != nil {
				return nil, err
			}
		}
	}
	properties, ok := node["properties"].(map[string]any)
	if !ok {
		return node, nil
	}
	expanded := make(map[string]any, len(properties))
	for name, child := range properties {
		if expanded[name], err = d.expand(child.(map[string]any), parents); err != nil {
			return nil, err
		}
	}
	node["properties"] = expanded
	return node, nil
}

// resolve follows `$ref`, alone or wrapped in `allOf`, and puts what only Go's types express into terms of a schema.
func (d *openAPI) resolve(node map[string]any, parents []string) (map[string]any, []string, error) {
	node = maps.Clone(node)
	if all, ok := node["allOf"].([]any); ok && len(all) == 1 {
		node = maps.Clone(all[0].(map[string]any))
	}
	if reference, ok := node["$ref"].(string); ok {
		name := strings.TrimPrefix(reference, "#/components/schemas/")
		component, ok := d.Components.Schemas[name]
		if !ok {
			return nil, nil, fmt.Errorf("reference to the unknown component '%s'", name)
		}
		for _, parent := range parents {
			if parent == name {
				return map[string]any{"type": "object", preserveUnknown: true}, parents, nil
			}
		}
		parents = append(append([]string(nil), parents...), name)
		node = maps.Clone(component)
		if strings.HasSuffix(name, ".api.resource.Quantity") {
			return quantity(), parents, nil
		}
	}
	// A default here is Go's zero value, not a default of the API: it would hide that a required field is missing.
	delete(node, "default")
	if node["format"] == "int-or-string" {
		return map[string]any{intOrString: true}, parents, nil
	}
	if node["type"] == "object" && node["properties"] == nil && node["additionalProperties"] == nil || node["type"] == nil {
		node[preserveUnknown] = true
	}
	return node, parents, nil
}

// quantity is `500m`, `1Gi` or a bare number.
func quantity() map[string]any {
	either := []any{map[string]any{"type": "string"}, map[string]any{"type": "number"}}
	return map[string]any{"anyOf": either, "pattern": quantityPattern, preserveUnknown: true}
}
