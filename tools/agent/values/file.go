// Package values reads what the agent's containers are configured with from a rendered Helm values file.
//
// It is a module of its own because the trace agent and the log processor need different releases of the agent's libraries, so
// their modules cannot require each other.
package values

import (
	"bytes"
	"errors"
	"io"
	"os"

	"go.yaml.in/yaml/v3"
)

const renderAgain = "run `cargo xtask render`; the file is helm-values/<env>/datadog.yaml"

// File is a parsed values file. Errors keep the line, so every lookup goes through YAML nodes.
type File struct {
	Path string
	root *yaml.Node
}

// Read parses the values file at path.
func Read(path string) (*File, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		cause := err
		if inner := errors.Unwrap(err); inner != nil {
			cause = inner // the path is printed by the problem
		}
		return nil, &Problem{What: "cannot read the values file: " + cause.Error(), Where: path, Help: renderAgain}
	}
	return Parse(path, data)
}

// Parse parses the text of a values file; path appears in errors only.
func Parse(path string, data []byte) (*File, error) {
	file := &File{Path: path}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var document yaml.Node
	if err := decoder.Decode(&document); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, file.problem(0, renderAgain, "the values file is empty")
		}
		return nil, file.problem(0, renderAgain, "the values file is not YAML: %v", err)
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, file.problem(0, renderAgain, "the values file has text after its first document; Helm reads one document")
	}
	file.root = document.Content[0]
	if file.root.Kind != yaml.MappingNode {
		return nil, file.problem(file.root.Line, renderAgain, "the values file is not a mapping")
	}
	return file, file.check(file.root)
}

// check rejects what Helm would read differently from this package.
func (f *File) check(node *yaml.Node) error {
	if node.Kind == yaml.AliasNode {
		return f.problem(node.Line, renderAgain, "the values file has the alias '*%s'; rendered values have none", node.Value)
	}
	seen := map[string]bool{}
	for i, child := range node.Content {
		if node.Kind == yaml.MappingNode && i%2 == 0 {
			if seen[child.Value] {
				return f.problem(child.Line, renderAgain, "the key '%s' is set twice", child.Value)
			}
			seen[child.Value] = true
		}
		if err := f.check(child); err != nil {
			return err
		}
	}
	return nil
}

// find returns the node at the path of keys, or nil.
func (f *File) find(keys ...string) *yaml.Node {
	node := f.root
	for _, key := range keys {
		if node = child(node, key); node == nil {
			return nil
		}
	}
	return node
}

func child(node *yaml.Node, key string) *yaml.Node {
	if node.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		if node.Content[i].Value == key {
			return node.Content[i+1]
		}
	}
	return nil
}
