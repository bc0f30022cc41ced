// Package document pins the release of Datadog's API client that carries the OpenAPI documents of the API.
//
// Nothing compiles this package. The import keeps the requirement in go.mod, so that Dependabot raises it.
package document

import _ "github.com/DataDog/datadog-api-client-go/v2/api/datadog"
