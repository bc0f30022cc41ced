package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

//go:embed schemas.json
var schemasJSON []byte

// Catalog finds the schema of a kind. It loads a group's schemas when the first object of that group appears, so that a run
// downloads and parses only what its manifests need.
type Catalog struct {
	crds    map[string]Source // by API group
	builtin *builtinSchemas
	fetch   func(Source) (string, error)
	loaded  map[string]map[schema.GroupVersionKind]*Schema // by API group
}

func newCatalog(fetch func(Source) (string, error)) (*Catalog, error) {
	var sources []Source
	decoder := json.NewDecoder(bytes.NewReader(schemasJSON))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&sources); err != nil {
		return nil, fmt.Errorf("schemas.json: %w", err)
	}
	catalog := &Catalog{
		crds:   map[string]Source{},
		fetch:  fetch,
		loaded: map[string]map[schema.GroupVersionKind]*Schema{},
	}
	for _, source := range sources {
		switch source.Format {
		case "crd":
			catalog.crds[source.Group] = source
		case "openapi":
			catalog.builtin = &builtinSchemas{source: source, fetch: fetch, loaded: map[schema.GroupVersionKind]*Schema{}}
		default:
			return nil, fmt.Errorf("schemas.json: unknown format '%s' of %s", source.Format, source.Module)
		}
	}
	if catalog.builtin == nil {
		return nil, fmt.Errorf("schemas.json: no source has the format 'openapi'")
	}
	return catalog, nil
}

// define adds the kinds that the documents define: objects of a kind of ours are validated with its own definition.
func (c *Catalog) define(documents []Document) error {
	for _, document := range documents {
		var definition apiextensionsv1.CustomResourceDefinition
		if err := json.Unmarshal(document.JSON, &definition); err != nil || definition.Kind != "CustomResourceDefinition" {
			continue // check reports a definition that does not fit its own schema
		}
		group := definition.Spec.Group
		if _, known := c.crds[group]; known {
			continue // the published definitions win
		}
		if c.loaded[group] == nil {
			c.loaded[group] = map[schema.GroupVersionKind]*Schema{}
		}
		if err := addVersions(c.loaded[group], Source{Module: document.File}, definition); err != nil {
			return fmt.Errorf("%s:%d: %w", document.File, document.Line, err)
		}
	}
	return nil
}

// find returns the schema of a kind. Without one, served says whether the group is known: then the kind does not exist;
// otherwise the group has no public schema here.
func (c *Catalog) find(gvk schema.GroupVersionKind) (found *Schema, served bool, err error) {
	source, known := c.crds[gvk.Group]
	if !known && c.loaded[gvk.Group] != nil {
		return c.loaded[gvk.Group][gvk], true, nil
	}
	if !known {
		return c.builtin.find(gvk)
	}
	if c.loaded[gvk.Group] == nil {
		folder, err := c.fetch(source)
		if err != nil {
			return nil, false, err
		}
		if c.loaded[gvk.Group], err = loadCRDs(source, folder); err != nil {
			return nil, false, err
		}
	}
	return c.loaded[gvk.Group][gvk], true, nil
}
