package main

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// double is the provider.
type double struct {
	name string
	schemas
}

func newDouble(name string) (*double, error) {
	loaded, err := load(name)
	return &double{name: name, schemas: loaded}, err
}

func (d *double) GetMetadata(context.Context, *tfprotov6.GetMetadataRequest) (*tfprotov6.GetMetadataResponse, error) {
	out := &tfprotov6.GetMetadataResponse{ServerCapabilities: d.capabilities()}
	for name := range d.resources {
		out.Resources = append(out.Resources, tfprotov6.ResourceMetadata{TypeName: name})
	}
	for name := range d.data {
		out.DataSources = append(out.DataSources, tfprotov6.DataSourceMetadata{TypeName: name})
	}
	for name := range d.ephemerals {
		out.EphemeralResources = append(out.EphemeralResources, tfprotov6.EphemeralResourceMetadata{TypeName: name})
	}
	return out, nil
}

func (d *double) capabilities() *tfprotov6.ServerCapabilities {
	return &tfprotov6.ServerCapabilities{PlanDestroy: true, GetProviderSchemaOptional: true}
}

func (d *double) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return &tfprotov6.GetProviderSchemaResponse{
		ServerCapabilities:       d.capabilities(),
		Provider:                 d.config,
		ResourceSchemas:          d.resources,
		DataSourceSchemas:        d.data,
		EphemeralResourceSchemas: d.ephemerals,
	}, nil
}

func (d *double) GetResourceIdentitySchemas(context.Context, *tfprotov6.GetResourceIdentitySchemasRequest) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	return &tfprotov6.GetResourceIdentitySchemasResponse{}, nil
}

func (d *double) ValidateProviderConfig(_ context.Context, request *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return &tfprotov6.ValidateProviderConfigResponse{PreparedConfig: request.Config}, nil
}

func (d *double) ConfigureProvider(context.Context, *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	return &tfprotov6.ConfigureProviderResponse{}, nil
}

func (d *double) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	return &tfprotov6.StopProviderResponse{}, nil
}

func (d *double) GetFunctions(context.Context, *tfprotov6.GetFunctionsRequest) (*tfprotov6.GetFunctionsResponse, error) {
	return &tfprotov6.GetFunctionsResponse{}, nil
}

func (d *double) CallFunction(_ context.Context, request *tfprotov6.CallFunctionRequest) (*tfprotov6.CallFunctionResponse, error) {
	return nil, fmt.Errorf("the provider double has no function %q", request.Name)
}

// kind is a resource, a data source or an ephemeral resource with its schema.
type kind struct {
	name   string
	schema *tfprotov6.Schema
}

func find(schemas map[string]*tfprotov6.Schema, name string) (kind, error) {
	schema, found := schemas[name]
	if !found {
		return kind{}, fmt.Errorf("the provider double has no schema of %q", name)
	}
	return kind{name, schema}, nil
}

func (k kind) value(from *tfprotov6.DynamicValue) (tftypes.Value, error) {
	return from.Unmarshal(k.schema.ValueType())
}

func (k kind) walk(value tftypes.Value, edit edit) (tftypes.Value, error) {
	return walkBlock("", k.schema.Block, value, edit)
}

func (k kind) wire(value tftypes.Value) (*tfprotov6.DynamicValue, error) {
	wired, err := tfprotov6.NewDynamicValue(k.schema.ValueType(), value)
	return &wired, err
}

// computed is the configuration with a value for everything that the provider computes.
func (k kind) computed(config *tfprotov6.DynamicValue) (*tfprotov6.DynamicValue, error) {
	value, err := k.value(config)
	if err != nil {
		return nil, err
	}
	filled, err := k.walk(value, newFiller(k.name, value).known)
	if err != nil {
		return nil, err
	}
	return k.wire(filled)
}
