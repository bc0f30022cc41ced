package values

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// Rules decodes a variable that holds a JSON array of rules. The agent ignores a field that it does not know; here it is an error, because a
// misspelt field is a rule that does nothing.
func Rules[T any](f *File, variable Variable, help string) ([]T, error) {
	decoder := json.NewDecoder(strings.NewReader(variable.Value))
	decoder.DisallowUnknownFields()
	var rules []T
	if err := decoder.Decode(&rules); err != nil {
		return nil, f.Invalid(variable, help, "not a JSON array of rules: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, f.Invalid(variable, help, "there is text after the JSON array of rules")
	}
	if len(rules) == 0 {
		return nil, f.Invalid(variable, help, "the array of rules is empty")
	}
	return rules, nil
}
