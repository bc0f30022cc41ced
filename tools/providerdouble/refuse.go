package main

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// refused are the values that the real provider would refuse although the schema allows them.
func (d *double) refused(schemas map[string]*tfprotov6.Schema, name string, config *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
	kind, err := find(schemas, name)
	if err != nil {
		return nil, err
	}
	value, err := kind.value(config)
	if err != nil {
		return nil, err
	}
	var found []*tfprotov6.Diagnostic
	_, err = kind.walk(value, func(path string, attribute *tfprotov6.SchemaAttribute, value tftypes.Value) tftypes.Value {
		allowed, listed := allowedValues[name+"."+path]
		if given, known := scalar(value); listed && known && !slices.Contains(allowed, given) {
			found = append(found, &tfprotov6.Diagnostic{
				Severity: tfprotov6.DiagnosticSeverityError,
				Summary:  fmt.Sprintf("%s of %s is %q, which the real provider refuses", path, name, given),
				Detail:   "Use one of " + strings.Join(allowed, ", ") + ".",
				// An element of a block has no place in this walk; the block's name is enough to find it.
				Attribute: tftypes.NewAttributePath().WithAttributeName(firstStep(path)),
			})
		}
		return value
	})
	return found, err
}

func firstStep(path string) string {
	step, _, _ := strings.Cut(path, ".")
	return step
}

// scalar is a known text or number as text.
func scalar(value tftypes.Value) (string, bool) {
	if value.IsNull() || !value.IsKnown() {
		return "", false
	}
	switch {
	case value.Type().Is(tftypes.String):
		var given string
		err := value.As(&given)
		return given, err == nil
	case value.Type().Is(tftypes.Number):
		var given big.Float
		err := value.As(&given)
		return given.Text('f', -1), err == nil
	default:
		return "", false
	}
}
