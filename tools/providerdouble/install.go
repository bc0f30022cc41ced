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
	return replace(filepath.Join(folder, "double.tfrc"), func(path string) error {
		return os.WriteFile(path, []byte(text), 0o644)
	})
}

// link replaces a link to an earlier build. A hard link where the folders are on one disk: a program that is started through a symbolic link is named differently on
// some systems.
func link(from, to string) error {
	return replace(to, func(path string) error {
		if os.Link(from, path) == nil {
			return nil
		}
		return os.Symlink(from, path)
	})
}

// replace makes a file under another name and renames it: another run may be using the file that it replaces.
func replace(path string, make func(path string) error) error {
	part := fmt.Sprintf("%s.%d", path, os.Getpid())
	if err := make(part); err != nil {
		return err
	}
	// Renaming one link of a file to another one of it does nothing, so the part may be left.
	if err := os.Rename(part, path); err != nil {
		return err
	}
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
