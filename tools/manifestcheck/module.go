package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
)

// Source is one entry of schemas.json: a Go module, of which only the schema files are read and nothing is compiled.
// The modules are not in go.mod, because their own requirements would change the versions of ours.
type Source struct {
	Format  string `json:"format"` // "crd" or "openapi"
	Group   string `json:"group"`  // the API group of a "crd" source
	Module  string `json:"module"`
	Version string `json:"version"`
	Sum     string `json:"sum"` // as go.sum has it
	Files   string `json:"files"`
}

func (s Source) String() string { return s.Module + " " + s.Version }

// downloadModule puts a module into the module cache, if it is not there yet, and returns its folder.
func downloadModule(source Source) (string, error) {
	command := exec.Command("go", "mod", "download", "-json", source.Module+"@"+source.Version)
	// Outside any module, so that no go.mod or go.sum takes part: the sum in schemas.json is what counts.
	command.Dir = os.TempDir()
	command.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
	var stderr bytes.Buffer
	command.Stderr = &stderr
	output, runErr := command.Output()
	var answer struct{ Dir, Sum, Error string }
	if err := json.Unmarshal(output, &answer); err != nil {
		return "", fmt.Errorf("schemas of %s: go mod download: %v: %s", source, runErr, stderr.String())
	}
	if answer.Error != "" {
		return "", fmt.Errorf("schemas of %s: %s", source, answer.Error)
	}
	if runErr != nil {
		return "", fmt.Errorf("schemas of %s: go mod download: %v: %s", source, runErr, stderr.String())
	}
	if answer.Sum != source.Sum {
		return "", fmt.Errorf("schemas of %s: checksum is %s, schemas.json pins %s", source, answer.Sum, source.Sum)
	}
	return answer.Dir, nil
}
