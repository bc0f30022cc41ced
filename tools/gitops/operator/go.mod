module scribemed.example/observability/tools/gitops/operator

go 1.26.7

require (
	github.com/DataDog/datadog-operator v1.31.0
	github.com/DataDog/datadog-operator/api v0.0.0-20260916183930-64a8c6efe989
)
