// Command providerdouble replaces a Terraform provider in tests: it serves the provider's exported schema, plans what a configuration says, and fills what
// the real provider would compute. It reaches no API. Its name decides which provider it is: Terraform starts it as terraform-provider-<name>.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
)

const usage = `usage: providerdouble --list          print the providers that it replaces
       providerdouble --install DIR   put them into DIR, with the CLI configuration that makes Terraform use them`

func main() {
	if err := run(os.Args); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(2)
	}
}

func run(args []string) error {
	name, isProvider := providerName(args[0])
	switch {
	case isProvider:
		return serve(name)
	case len(args) == 2 && args[1] == "--list":
		return list(os.Stdout)
	case len(args) == 3 && args[1] == "--install":
		return install(args[2])
	default:
		return fmt.Errorf("unknown arguments\n%s", usage)
	}
}

func serve(name string) error {
	double, err := newDouble(name)
	if err != nil {
		return err
	}
	// Only shown in logs: Terraform knows the provider by the file that it started.
	return tf6server.Serve("double/"+name, func() tfprotov6.ProviderServer { return double })
}

// providerName is the provider that a file of this name replaces.
func providerName(file string) (string, bool) {
	base := strings.TrimSuffix(filepath.Base(file), ".exe")
	name, isProvider := strings.CutPrefix(base, "terraform-provider-")
	name, _, _ = strings.Cut(name, "_")
	return name, isProvider
}
