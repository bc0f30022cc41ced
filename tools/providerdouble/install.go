package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// install puts a link to this program into the folder for each provider, and `double.tfrc`, the CLI configuration that names them. Terraform then needs
// no `init`: `TF_CLI_CONFIG_FILE=<folder>/double.tfrc terraform validate`.
func install(folder string) error {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	this, err := os.Executable()
	if err != nil {
		return err
	}
	names, err := schemaNames()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	var overrides strings.Builder
	for _, name := range names {
		found, err := read("schemas/" + name + ".json")
		if err != nil {
			return err
		}
		if err := link(this, filepath.Join(folder, "terraform-provider-"+name+filepath.Ext(this))); err != nil {
			return err
		}
		fmt.Fprintf(&overrides, "    %q = %q\n", found.Provider, folder)
	}
	text := fmt.Sprintf("disable_checkpoint = true\nprovider_installation {\n  dev_overrides {\n%s  }\n}\n", overrides.String())
	return os.WriteFile(filepath.Join(folder, "double.tfrc"), []byte(text), 0o644)
}

// link replaces a link to an earlier build. A hard link, because a program that is started through a symbolic link is named differently on some systems.
func link(from, to string) error {
	if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Link(from, to)
}
