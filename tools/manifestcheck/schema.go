package main

import (
	"context"
	"strings"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/util/validation/field"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
)

// Schema is what the API server knows of one kind in one version.
type Schema struct {
	Origin     string // the module and version it comes from
	Namespaced bool
	props      *apiextensions.JSONSchemaProps
	compiled   *compiledSchema
}

// compiledSchema is made at the first use: a module defines far more kinds than a run meets.
type compiledSchema struct {
	structural *structuralschema.Structural
	validator  validation.SchemaValidator
	rules      *cel.Validator // nil where the schema has no x-kubernetes-validations
}

func (s *Schema) compile() (*compiledSchema, error) {
	if s.compiled != nil {
		return s.compiled, nil
	}
	structural, err := structuralschema.NewStructural(s.props)
	if err != nil {
		return nil, err
	}
	validator, _, err := validation.NewSchemaValidator(s.props)
	if err != nil {
		return nil, err
	}
	s.compiled = &compiledSchema{
		structural: structural,
		validator:  validator,
		rules:      cel.NewValidator(structural, true, celconfig.PerCallLimit),
	}
	return s.compiled, nil
}

// validate does what the API server does when an object is created with strict field validation: it looks for unknown
// fields, fills in defaults, then validates. The object is changed by it.
func (s *Schema) validate(object map[string]any) (field.ErrorList, error) {
	compiled, err := s.compile()
	if err != nil {
		return nil, err
	}
	structural := compiled.structural
	errs := unknownFields(object, structural)
	defaulting.PruneNonNullableNullsWithoutDefaults(object, structural)
	defaulting.Default(object, structural)

	ctx := context.Background()
	errs = append(errs, objectmeta.Validate(ctx, nil, object, structural, false)...)
	invalid := validation.ValidateCustomResource(nil, object, compiled.validator)
	invalid = append(invalid, listtype.ValidateListSetsAndMaps(nil, structural, object)...)
	// As in the API server, rules run only on objects of the right shape: they may rely on types.
	if len(invalid) == 0 && compiled.rules != nil {
		broken, _ := compiled.rules.Validate(ctx, nil, structural, object, nil, celconfig.RuntimeCELCostBudget)
		invalid = append(invalid, broken...)
	}
	return append(errs, invalid...), nil
}

func unknownFields(object map[string]any, structural *structuralschema.Structural) field.ErrorList {
	tracking := structuralschema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	var errs field.ErrorList
	for _, path := range pruning.PruneWithOptions(object, structural, true, tracking) {
		errs = append(errs, unknownField(path))
	}
	return errs
}

func unknownField(path string) *field.Error {
	path = strings.TrimPrefix(path, ".")
	return &field.Error{Type: field.ErrorTypeNotSupported, Field: path, Detail: "unknown field"}
}
