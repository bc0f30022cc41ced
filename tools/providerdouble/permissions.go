package main

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

//go:embed permissions.txt
var permissionNames string

// permissionIDs is what datadog_permissions returns: an identifier by name of permission. A role that asks for another name fails as it would at Datadog.
func permissionIDs() tftypes.Value {
	ids := map[string]tftypes.Value{}
	for line := range strings.Lines(permissionNames) {
		name := strings.TrimSpace(line)
		if name == "" || strings.HasPrefix(name, "#") {
			continue
		}
		sum := sha256.Sum256([]byte(name))
		seed := hex.EncodeToString(sum[:])
		ids[name] = text(fmt.Sprintf("%s-%s-1%s-8%s-%s", seed[:8], seed[8:12], seed[13:16], seed[17:20], seed[20:32]))
	}
	return tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, ids)
}
