package main

import (
	"errors"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

func TestChecksumIsHeld(t *testing.T) {
	catalog, err := newCatalog(downloadModule)
	if err != nil {
		t.Fatal(err)
	}
	source := catalog.crds["datadoghq.com"]
	source.Sum = "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
	if _, err := downloadModule(source); err == nil || !strings.Contains(err.Error(), "schemas.json pins") {
		t.Errorf("a module with another checksum was accepted: %v", err)
	}
}

func TestUnreachableSchemasAreAnError(t *testing.T) {
	catalog, err := newCatalog(func(Source) (string, error) { return "", errors.New("no network") })
	if err != nil {
		t.Fatal(err)
	}
	for _, group := range []string{"", "argoproj.io", "example.scribemed.dev"} {
		if _, _, err := catalog.find(schema.GroupVersionKind{Group: group, Version: "v1", Kind: "Any"}); err == nil {
			t.Errorf("group '%s': passed without its schemas", group)
		}
	}
}

// Every schema of every pinned module must compile, so that a raised version fails here and not when a kind is first used.
func TestEveryCustomResourceCompiles(t *testing.T) {
	catalog, err := newCatalog(downloadModule)
	if err != nil {
		t.Fatal(err)
	}
	for group := range catalog.crds {
		if _, _, err := catalog.find(schema.GroupVersionKind{Group: group}); err != nil {
			t.Fatal(err)
		}
		for gvk, found := range catalog.loaded[group] {
			if _, err := found.compile(); err != nil {
				t.Errorf("%s: %v", gvk, err)
			}
		}
	}
}

func TestBuiltinKindsCompile(t *testing.T) {
	catalog, err := newCatalog(downloadModule)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[schema.GroupVersionKind]bool{ // whether it has a namespace
		{Version: "v1", Kind: "Pod"}:                                                                   true,
		{Version: "v1", Kind: "Node"}:                                                                  false,
		{Group: "apps", Version: "v1", Kind: "StatefulSet"}:                                            true,
		{Group: "autoscaling", Version: "v2", Kind: "HorizontalPodAutoscaler"}:                         true,
		{Group: "rbac.authorization.k8s.io", Version: "v1", Kind: "ClusterRoleBinding"}:                false,
		{Group: "apiextensions.k8s.io", Version: "v1", Kind: "CustomResourceDefinition"}:               false,
		{Group: "admissionregistration.k8s.io", Version: "v1", Kind: "ValidatingWebhookConfiguration"}: false,
	}
	for gvk, namespaced := range kinds {
		found, _, err := catalog.find(gvk)
		if err != nil || found == nil {
			t.Errorf("%s: not found: %v", gvk, err)
			continue
		}
		if found.Namespaced != namespaced {
			t.Errorf("%s: namespaced is %v", gvk, found.Namespaced)
		}
		if _, err := found.compile(); err != nil {
			t.Errorf("%s: %v", gvk, err)
		}
	}
}
