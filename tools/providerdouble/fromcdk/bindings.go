package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
)

type schema struct {
	Version int   `json:"version"`
	Block   block `json:"block"`
}

type block struct {
	Attributes map[string]attribute   `json:"attributes,omitempty"`
	Blocks     map[string]nestedBlock `json:"block_types,omitempty"`
}

type attribute struct {
	Type      any  `json:"type"`
	Required  bool `json:"required,omitempty"`
	Optional  bool `json:"optional,omitempty"`
	Computed  bool `json:"computed,omitempty"`
	Sensitive bool `json:"sensitive,omitempty"`
	WriteOnly bool `json:"write_only,omitempty"`
}

type nestedBlock struct {
	Nesting string `json:"nesting_mode"`
	Block   block  `json:"block"`
	Min     int    `json:"min_items,omitempty"`
	Max     int    `json:"max_items,omitempty"`
}

var (
	classStart = regexp.MustCompile(`(?m)^class (\w+) extends cdktf\.(\w+) \{`)
	getter     = regexp.MustCompile(`(?s)\n    get (\w+)\(\) \{\n(.*?)\n    \}`)
	accessor   = regexp.MustCompile(`this\.(get\w+Attribute)\('(\w+)'\)`)
	nested     = regexp.MustCompile(`this\.(_\w+) = new (\w+?)(List|OutputReference)\(this, "(\w+)"(?:, (true|false))?\)`)
)

// types are the types of attributes by the accessor of the bindings.
var types = map[string]any{
	"getStringAttribute":     "string",
	"getNumberAttribute":     "number",
	"getBooleanAttribute":    "bool",
	"getListAttribute":       []string{"list", "string"},
	"getNumberListAttribute": []string{"list", "number"},
	"getStringMapAttribute":  []string{"map", "string"},
}

// alsoComputed are optional arguments that the provider fills if they are absent; the bindings do not say which.
var alsoComputed = map[string]bool{
	"id": true, "region": true, "tags_all": true, "bucket": true, "bucket_prefix": true, "name": true, "name_prefix": true,
	"arn": true, "data_type": true, "version": true, "key_id": true, "policy": true, "thumbprint_list": true, "override_policy_documents": false,
}

// secret are the arguments that the provider marks as sensitive.
var secret = map[string]bool{
	"value": true, "secret_string": true, "secret_binary": true, "secret_key": true, "token": true, "access_key": true,
	"value_wo": true, "secret_string_wo": true,
}

// readSchema reads the classes of one kind: the last is the kind itself, those before it are its blocks.
func readSchema(file string) (schema, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return schema{}, err
	}
	classes := map[string]string{}
	last := ""
	starts := classStart.FindAllSubmatchIndex(text, -1)
	for i, start := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		name := string(text[start[2]:start[3]])
		classes[name] = string(text[start[0]:end])
		last = name
	}
	if last == "" {
		return schema{}, fmt.Errorf("%s has no class", file)
	}
	out, err := readBlock(classes, last)
	if err != nil {
		return schema{}, fmt.Errorf("%s: %w", file, err)
	}
	return schema{Block: out}, nil
}

func readBlock(classes map[string]string, class string) (block, error) {
	body, found := classes[class]
	if !found {
		return block{}, fmt.Errorf("no class %s", class)
	}
	out := block{Attributes: map[string]attribute{}, Blocks: map[string]nestedBlock{}}
	for _, match := range getter.FindAllStringSubmatch(body, -1) {
		property, code := match[1], match[2]
		access := accessor.FindStringSubmatch(code)
		if access == nil {
			continue // a block, or not an argument
		}
		kind, known := types[access[1]]
		if !known {
			return block{}, fmt.Errorf("%s: no type for %s of %s", class, access[1], access[2])
		}
		if list, ok := kind.([]string); ok && strings.Contains(code, "cdktf.Fn.tolist") {
			kind = []string{"set", list[1]}
		}
		out.Attributes[access[2]] = describe(access[2], kind, settable(body, property), resettable(body, property))
	}
	return out, readNested(classes, body, &out)
}

func describe(name string, kind any, settable, optional bool) attribute {
	return attribute{
		Type:      kind,
		Required:  settable && !optional,
		Optional:  settable && optional,
		Computed:  !settable || optional && alsoComputed[name],
		Sensitive: secret[name],
		WriteOnly: settable && strings.HasSuffix(name, "_wo"),
	}
}

func settable(body, property string) bool {
	return strings.Contains(body, "\n    set "+property+"(value)") || strings.Contains(body, "\n    put"+title(property)+"(value)")
}

func resettable(body, property string) bool {
	return strings.Contains(body, "\n    reset"+title(property)+"()")
}

func title(name string) string {
	return strings.ToUpper(name[:1]) + name[1:]
}

func readNested(classes map[string]string, body string, out *block) error {
	for _, match := range nested.FindAllStringSubmatch(body, -1) {
		property, class, collection, name := match[1][1:], match[2], match[3], match[4]
		inner, err := readBlock(classes, class+"OutputReference")
		if err != nil {
			return err
		}
		if !settable(body, property) {
			out.Attributes[name] = attribute{Type: []any{"list", inner.objectType()}, Computed: true}
			continue
		}
		found := nestedBlock{Nesting: "list", Block: inner}
		switch {
		case name == "timeouts":
			found.Nesting = "single"
		case collection == "OutputReference":
			found.Max = 1
		case match[5] == "true":
			found.Nesting = "set"
		}
		if !resettable(body, property) {
			found.Min = 1
		}
		out.Blocks[name] = found
	}
	return nil
}

// objectType is the type of a structure that the provider computes.
func (b block) objectType() any {
	fields := map[string]any{}
	for name, found := range b.Attributes {
		fields[name] = found.Type
	}
	return []any{"object", fields}
}
