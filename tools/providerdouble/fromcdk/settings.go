package main

import (
	"fmt"
	"os"
	"regexp"
)

var (
	writer  = regexp.MustCompile(`(?s)\n(?:function (\w+)ToHclTerraform\(struct\)|    (synthesizeHclAttributes)\(\)) \{.*?const attrs = \{\n(.*?)\n {4,8}\};\n`)
	setting = regexp.MustCompile(`(?s)(\w+): \{\s+value: ([^\n]*),\n\s+isBlock: (true|false),\s+type: "\w+",\s+storageClassType: "(\w+)",`)
	writes  = regexp.MustCompile(`(\w+)ToHclTerraform\b`)
)

var storageTypes = map[string]any{
	"string": "string", "number": "number", "boolean": "bool", "stringList": []string{"list", "string"}, "stringMap": []string{"map", "string"},
}

// readSettings reads the settings of a provider, which the bindings write and never read: all optional.
func readSettings(file string) (schema, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return schema{}, err
	}
	writers := map[string]string{}
	for _, match := range writer.FindAllStringSubmatch(string(text), -1) {
		writers[match[1]+match[2]] = match[3]
	}
	out, err := readWriter(writers, "synthesizeHclAttributes")
	return schema{Block: out}, err
}

func readWriter(writers map[string]string, name string) (block, error) {
	body, found := writers[name]
	if !found {
		return block{}, nil // a provider without settings
	}
	out := block{Attributes: map[string]attribute{}, Blocks: map[string]nestedBlock{}}
	for _, match := range setting.FindAllStringSubmatch(body, -1) {
		argument, code, isBlock, storage := match[1], match[2], match[3] == "true", match[4]
		if argument == "alias" || argument == "endpoints" {
			continue // Terraform's own, and hundreds of names that nothing here sets
		}
		if isBlock {
			struc := writes.FindStringSubmatch(code)
			if struc == nil {
				return block{}, fmt.Errorf("no writer of the block %s", argument)
			}
			inner, err := readWriter(writers, struc[1])
			if err != nil {
				return block{}, err
			}
			out.Blocks[argument] = nestedBlock{Nesting: "list", Block: inner}
			continue
		}
		kind, known := storageTypes[storage]
		if !known {
			return block{}, fmt.Errorf("no type for %s of %s", storage, argument)
		}
		out.Attributes[argument] = attribute{Type: kind, Optional: true, Sensitive: secret[argument]}
	}
	return out, nil
}
