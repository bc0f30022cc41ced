package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"sigs.k8s.io/yaml"
)

// Document is one YAML document, already turned into JSON by the parser that Kubernetes and Helm use.
type Document struct {
	File string          `json:"file"`
	Line int             `json:"line"` // of the document's first line
	JSON json.RawMessage `json:"value"`
}

// A separator is alone on its line; block scalars are indented, so their text cannot be one.
var separator = regexp.MustCompile(`^---[ \t]*(#.*)?\r?$`)

// readManifests reads every .yaml and .yml file below the paths, in a stable order. Text that is not YAML is a finding.
func readManifests(paths []string) ([]Document, []Finding, error) {
	var documents []Document
	var findings []Finding
	for _, path := range paths {
		files, err := listFiles(path)
		if err != nil {
			return nil, nil, err
		}
		if len(files) == 0 {
			return nil, nil, fmt.Errorf("no .yaml or .yml file under '%s'", path)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return nil, nil, err
			}
			read, refused := splitDocuments(file, text)
			documents = append(documents, read...)
			findings = append(findings, refused...)
		}
	}
	return documents, findings, nil
}

func listFiles(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	var files []string
	err = filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		extension := filepath.Ext(file)
		if !entry.IsDir() && (extension == ".yaml" || extension == ".yml") {
			files = append(files, file)
		}
		return nil
	})
	sort.Strings(files)
	return files, err
}

func splitDocuments(file string, text []byte) ([]Document, []Finding) {
	var documents []Document
	var findings []Finding
	start, body := 1, []byte(nil)
	flush := func() {
		value, err := yaml.YAMLToJSONStrict(body)
		switch {
		case err != nil:
			findings = append(findings, Finding{Rule: "manifest/yaml", File: file, Line: start, Message: yamlMessage(err, start)})
		case !bytes.Equal(value, []byte("null")): // comments alone are no object
			documents = append(documents, Document{File: file, Line: start, JSON: value})
		}
	}
	for number, line := range bytes.SplitAfter(text, []byte("\n")) {
		if separator.Match(bytes.TrimSuffix(line, []byte("\n"))) {
			flush()
			start, body = number+2, nil
			continue
		}
		body = append(body, line...)
	}
	flush()
	return documents, findings
}

var relativeLine = regexp.MustCompile(`line ([0-9]+)`)

// yamlMessage puts the parser's message on one line and counts its lines from the start of the file, not of the document.
func yamlMessage(err error, start int) string {
	message := strings.Join(strings.Fields(strings.TrimPrefix(err.Error(), "yaml: ")), " ")
	return relativeLine.ReplaceAllStringFunc(message, func(match string) string {
		line, err := strconv.Atoi(relativeLine.FindStringSubmatch(match)[1])
		if err != nil {
			return match
		}
		return fmt.Sprintf("line %d", line+start-1)
	})
}

// printJSON writes a line of JSON for each document, so that other programs can see what the YAML means to Kubernetes.
func printJSON(documents []Document, findings []Finding, stdout io.Writer) (int, error) {
	if len(findings) > 0 {
		first := findings[0]
		return exitInternal, fmt.Errorf("%s:%d: %s", first.File, first.Line, first.Message)
	}
	encoder := json.NewEncoder(stdout)
	encoder.SetEscapeHTML(false)
	for _, document := range documents {
		if err := encoder.Encode(document); err != nil {
			return exitInternal, err
		}
	}
	return exitClean, nil
}
