package main

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func TestEverySchemaLoads(t *testing.T) {
	names, err := schemaNames()
	if err != nil || len(names) == 0 {
		t.Fatalf("no schemas: %v", err)
	}
	for _, name := range names {
		double, err := newDouble(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(double.resources) == 0 {
			t.Errorf("%s has no resource", name)
		}
	}
	if _, err := newDouble("absent"); err == nil || !strings.Contains(err.Error(), "datadog") {
		t.Errorf("the error of an unknown provider lists none: %v", err)
	}
}

func TestProviderName(t *testing.T) {
	for file, expected := range map[string]string{
		"/a/terraform-provider-datadog": "datadog", "terraform-provider-aws_v6.25.0": "aws", "terraform-provider-vault.exe": "vault",
	} {
		if found, isProvider := providerName(file); found != expected || !isProvider {
			t.Errorf("%s: %q, %v", file, found, isProvider)
		}
	}
	if _, isProvider := providerName("/a/providerdouble"); isProvider {
		t.Error("the program itself is no provider")
	}
}

// A kind for whose every form the real schemas have no example: nested attributes in a map, a single block, a computed block.
func everyForm() kind {
	inner := []*tfprotov6.SchemaAttribute{
		{Name: "name", Type: tftypes.String, Required: true},
		{Name: "made", Type: tftypes.String, Computed: true},
		{Name: "secret", Type: tftypes.String, Optional: true, WriteOnly: true},
	}
	return kind{"form", &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{
		Attributes: []*tfprotov6.SchemaAttribute{
			{Name: "id", Type: tftypes.String, Computed: true},
			{Name: "nested", Optional: true, NestedType: &tfprotov6.SchemaObject{
				Attributes: inner, Nesting: tfprotov6.SchemaObjectNestingModeMap,
			}},
		},
		BlockTypes: []*tfprotov6.SchemaNestedBlock{
			{TypeName: "one", Nesting: tfprotov6.SchemaNestedBlockNestingModeSingle, Block: &tfprotov6.SchemaBlock{Attributes: inner}},
			{TypeName: "many", Nesting: tfprotov6.SchemaNestedBlockNestingModeSet, Block: &tfprotov6.SchemaBlock{Attributes: inner}},
		},
	}}}
}

func (k kind) parse(t *testing.T, text string) tftypes.Value {
	t.Helper()
	value, err := (&tfprotov6.DynamicValue{JSON: []byte(text)}).Unmarshal(k.schema.ValueType())
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestPlanMarksWhatIsComputedAndKeepsNoSecret(t *testing.T) {
	kind := everyForm()
	config := kind.parse(t, `{"id":null,"nested":{"a":{"name":"n","made":null,"secret":"s"}},"one":null,"many":[{"name":"m","made":null,"secret":"s"}]}`)
	planned, err := kind.walk(config, unknown)
	if err != nil {
		t.Fatal(err)
	}
	unknowns, secrets := 0, 0
	if err := tftypes.Walk(planned, func(path *tftypes.AttributePath, value tftypes.Value) (bool, error) {
		if !value.IsKnown() {
			unknowns++
		}
		if step, ok := path.LastStep().(tftypes.AttributeName); ok && step == "secret" && !value.IsNull() {
			secrets++
		}
		return true, nil
	}); err != nil {
		t.Fatal(err)
	}
	if unknowns != 3 || secrets != 0 {
		t.Errorf("%d unknown, %d secrets in %s", unknowns, secrets, planned)
	}

	applied, err := kind.walk(planned, newFiller(kind.name, planned).known)
	if err != nil {
		t.Fatal(err)
	}
	if !applied.IsFullyKnown() {
		t.Errorf("unknown after apply: %s", applied)
	}
	again, err := kind.walk(applied, unknown)
	if err != nil {
		t.Fatal(err)
	}
	if !again.Equal(applied) {
		t.Errorf("a second plan changes something:\n%s\n%s", applied, again)
	}
}

func TestEveryListedEnumerationIsAnArgument(t *testing.T) {
	double, err := newDouble("datadog")
	if err != nil {
		t.Fatal(err)
	}
	for name := range allowedValues {
		kind, path, _ := strings.Cut(name, ".")
		schema, found := double.resources[kind]
		if !found || !hasArgument(schema.Block, strings.Split(path, ".")) {
			t.Errorf("%s is no argument", name)
		}
	}
}

func hasArgument(block *tfprotov6.SchemaBlock, path []string) bool {
	for _, attribute := range block.Attributes {
		if attribute.Name == path[0] && len(path) == 1 {
			return true
		}
	}
	for _, nested := range block.BlockTypes {
		if nested.TypeName == path[0] && len(path) > 1 {
			return hasArgument(nested.Block, path[1:])
		}
	}
	return false
}
