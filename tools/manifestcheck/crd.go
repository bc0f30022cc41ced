package main

import (
	"fmt"
	"os"
	"path/filepath"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/yaml"
)

// loadCRDs reads the CustomResourceDefinitions of a module: one schema for each version that is served.
func loadCRDs(source Source, folder string) (map[schema.GroupVersionKind]*Schema, error) {
	files, err := filepath.Glob(filepath.Join(folder, filepath.FromSlash(source.Files)))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("schemas of %s: no file matches '%s'", source, source.Files)
	}
	schemas := map[schema.GroupVersionKind]*Schema{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var definition apiextensionsv1.CustomResourceDefinition
		if err := yaml.Unmarshal(text, &definition); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if definition.Spec.Group != source.Group {
			return nil, fmt.Errorf("%s: defines '%s', not a kind of the group '%s'", file, definition.Name, source.Group)
		}
		if err := addVersions(schemas, source, definition); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return schemas, nil
}

func addVersions(
	schemas map[schema.GroupVersionKind]*Schema, source Source, definition apiextensionsv1.CustomResourceDefinition,
) error {
	for _, version := range definition.Spec.Versions {
		if !version.Served || version.Schema == nil || version.Schema.OpenAPIV3Schema == nil {
			continue
		}
		var props apiextensions.JSONSchemaProps
		err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(
			version.Schema.OpenAPIV3Schema, &props, nil)
		if err != nil {
			return err
		}
		gvk := schema.GroupVersionKind{Group: definition.Spec.Group, Version: version.Name, Kind: definition.Spec.Names.Kind}
		schemas[gvk] = &Schema{
			Origin:     source.String(),
			Namespaced: definition.Spec.Scope == apiextensionsv1.NamespaceScoped,
			props:      &props,
		}
	}
	return nil
}
