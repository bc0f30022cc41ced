package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

func (d *double) ValidateDataResourceConfig(_ context.Context, request *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	found, err := d.refused(d.data, request.TypeName, request.Config)
	return &tfprotov6.ValidateDataResourceConfigResponse{Diagnostics: found}, err
}

func (d *double) ReadDataSource(_ context.Context, request *tfprotov6.ReadDataSourceRequest) (*tfprotov6.ReadDataSourceResponse, error) {
	kind, err := find(d.data, request.TypeName)
	if err != nil {
		return nil, err
	}
	state, err := kind.computed(request.Config)
	return &tfprotov6.ReadDataSourceResponse{State: state}, err
}

func (d *double) ValidateEphemeralResourceConfig(_ context.Context, request *tfprotov6.ValidateEphemeralResourceConfigRequest) (*tfprotov6.ValidateEphemeralResourceConfigResponse, error) {
	found, err := d.refused(d.ephemerals, request.TypeName, request.Config)
	return &tfprotov6.ValidateEphemeralResourceConfigResponse{Diagnostics: found}, err
}

func (d *double) OpenEphemeralResource(_ context.Context, request *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	kind, err := find(d.ephemerals, request.TypeName)
	if err != nil {
		return nil, err
	}
	result, err := kind.computed(request.Config)
	return &tfprotov6.OpenEphemeralResourceResponse{Result: result}, err
}

func (d *double) RenewEphemeralResource(context.Context, *tfprotov6.RenewEphemeralResourceRequest) (*tfprotov6.RenewEphemeralResourceResponse, error) {
	return &tfprotov6.RenewEphemeralResourceResponse{}, nil
}

func (d *double) CloseEphemeralResource(context.Context, *tfprotov6.CloseEphemeralResourceRequest) (*tfprotov6.CloseEphemeralResourceResponse, error) {
	return &tfprotov6.CloseEphemeralResourceResponse{}, nil
}
