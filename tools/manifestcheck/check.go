package main

import (
	"fmt"

	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/api/validation/path"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/json"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// check validates one document and puts the outcome into the report. An error means that no verdict was possible.
func check(document Document, catalog *Catalog, report *Report) error {
	identity := Object{File: document.File, Line: document.Line}
	var object map[string]any
	if err := json.Unmarshal(document.JSON, &object); err != nil {
		report.refuse(identity, "", nil, "the document is not an object")
		return nil
	}
	identity.APIVersion, _ = object["apiVersion"].(string)
	identity.Kind, _ = object["kind"].(string)
	if metadata, ok := object["metadata"].(map[string]any); ok {
		identity.Name, _ = metadata["name"].(string)
	}
	gv, err := schema.ParseGroupVersion(identity.APIVersion)
	if err != nil || gv.Version == "" || identity.Kind == "" {
		report.refuse(identity, "", nil, "apiVersion and kind must name a kind of Kubernetes")
		return nil
	}
	found, served, err := catalog.find(gv.WithKind(identity.Kind))
	switch {
	case err != nil:
		return err
	case found == nil && served:
		report.refuse(identity, "", nil, fmt.Sprintf("no kind '%s' is served in '%s'", identity.Kind, gv))
		return nil
	case found == nil:
		report.WithoutSchema = append(report.WithoutSchema, identity)
		return nil
	}
	errs := checkMetadata(object, gv.Group, identity.Kind, found.Namespaced)
	invalid, err := found.validate(object)
	if err != nil {
		return fmt.Errorf("schema of %s %s: %w", gv, identity.Kind, err)
	}
	report.add(identity, found, append(errs, invalid...))
	return nil
}

// checkMetadata validates names, labels, annotations, owners and finalizers, which no schema describes.
func checkMetadata(object map[string]any, group, kind string, namespaced bool) field.ErrorList {
	root := field.NewPath("metadata")
	metadata, found, unknown, err := objectmeta.GetObjectMetaWithOptions(
		object, objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true})
	if err != nil {
		return field.ErrorList{field.Invalid(root, field.OmitValueType{}, err.Error())}
	}
	if !found {
		return field.ErrorList{field.Required(root, "")}
	}
	var errs field.ErrorList
	for _, name := range unknown {
		errs = append(errs, unknownField(name))
	}
	if namespaced && metadata.Namespace == "" {
		metadata.Namespace = metav1.NamespaceDefault // the namespace of the application that applies the object
	}
	return append(errs, validation.ValidateObjectMeta(metadata, namespaced, nameRule(group, kind), root)...)
}

// nameRule is the form of a kind's names: a DNS subdomain unless the API server asks for another.
func nameRule(group, kind string) validation.ValidateNameFunc {
	switch {
	case group == "" && kind == "Namespace":
		return validation.ValidateNamespaceName
	case group == "" && kind == "Service":
		return validation.NameIsDNS1035Label
	case group == "rbac.authorization.k8s.io":
		return path.ValidatePathSegmentName
	}
	return validation.NameIsDNSSubdomain
}
