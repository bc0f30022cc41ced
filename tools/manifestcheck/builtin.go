package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

// builtinSchemas reads the kinds of Kubernetes itself from the OpenAPI documents of its release, a document a group and version.
type builtinSchemas struct {
	source Source
	fetch  func(Source) (string, error)
	folder string
	loaded map[schema.GroupVersionKind]*Schema
}

// openAPI is the part of an OpenAPI document that lists the kinds and their paths.
type openAPI struct {
	Paths      map[string]map[string]json.RawMessage `json:"paths"`
	Components struct {
		Schemas map[string]map[string]any `json:"schemas"`
	} `json:"components"`
}

type operation struct {
	Action string                   `json:"x-kubernetes-action"`
	Kind   *schema.GroupVersionKind `json:"x-kubernetes-group-version-kind"`
}

func (b *builtinSchemas) find(gvk schema.GroupVersionKind) (*Schema, bool, error) {
	if known := b.loaded[gvk]; known != nil {
		return known, true, nil
	}
	if b.folder == "" {
		folder, err := b.fetch(b.source)
		if err != nil {
			return nil, false, err
		}
		b.folder = folder
	}
	document, err := b.read(gvk.GroupVersion())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, b.serves(gvk.Group), nil
	}
	if err != nil {
		return nil, false, err
	}
	namespaced, exists, err := document.scope(gvk)
	if err != nil || !exists {
		return nil, true, err
	}
	props, err := document.props(gvk)
	if err != nil {
		return nil, false, fmt.Errorf("schema of %s: %w", gvk, err)
	}
	b.loaded[gvk] = &Schema{Origin: b.source.String(), Namespaced: namespaced, props: props}
	return b.loaded[gvk], true, nil
}

func (b *builtinSchemas) path(name string) string {
	return filepath.Join(b.folder, filepath.FromSlash(strings.Replace(b.source.Files, "*", name, 1)))
}

func (b *builtinSchemas) serves(group string) bool {
	_, err := os.Stat(b.path("apis__" + group))
	return group == "" || err == nil
}

func (b *builtinSchemas) read(gv schema.GroupVersion) (*openAPI, error) {
	name := "apis__" + gv.Group + "__" + gv.Version
	if gv.Group == "" {
		name = "api__" + gv.Version
	}
	text, err := os.ReadFile(b.path(name))
	if err != nil {
		return nil, err
	}
	var document openAPI
	if err := json.Unmarshal(text, &document); err != nil {
		return nil, fmt.Errorf("%s: %w", b.path(name), err)
	}
	return &document, nil
}

// scope finds the path that an object of the kind is posted to, and so whether the kind exists and has a namespace.
func (d *openAPI) scope(gvk schema.GroupVersionKind) (namespaced, exists bool, err error) {
	for path, operations := range d.Paths {
		post, ok := operations["post"]
		if !ok || strings.Contains(path, "{name}") {
			continue
		}
		var operation operation
		if err := json.Unmarshal(post, &operation); err != nil {
			return false, false, fmt.Errorf("%s: %w", path, err)
		}
		if operation.Action == "post" && operation.Kind != nil && *operation.Kind == gvk {
			return strings.Contains(path, "{namespace}"), true, nil
		}
	}
	return false, false, nil
}
