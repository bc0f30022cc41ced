package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func (d *double) ValidateResourceConfig(_ context.Context, request *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	found, err := d.refused(d.resources, request.TypeName, request.Config)
	return &tfprotov6.ValidateResourceConfigResponse{Diagnostics: found}, err
}

func (d *double) UpgradeResourceState(_ context.Context, request *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	kind, err := find(d.resources, request.TypeName)
	if err != nil {
		return nil, err
	}
	state, err := request.RawState.Unmarshal(kind.schema.ValueType())
	if err != nil {
		return nil, err
	}
	wired, err := kind.wire(state)
	return &tfprotov6.UpgradeResourceStateResponse{UpgradedState: wired}, err
}

func (d *double) UpgradeResourceIdentity(context.Context, *tfprotov6.UpgradeResourceIdentityRequest) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return &tfprotov6.UpgradeResourceIdentityResponse{}, nil
}

// ReadResource returns the state: nobody but Terraform changes what a double made.
func (d *double) ReadResource(_ context.Context, request *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return &tfprotov6.ReadResourceResponse{NewState: request.CurrentState, Private: request.Private}, nil
}

func (d *double) PlanResourceChange(_ context.Context, request *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	kind, err := find(d.resources, request.TypeName)
	if err != nil {
		return nil, err
	}
	proposed, err := kind.value(request.ProposedNewState)
	if err != nil {
		return nil, err
	}
	planned, err := kind.walk(proposed, unknown)
	if err != nil {
		return nil, err
	}
	wired, err := kind.wire(planned)
	return &tfprotov6.PlanResourceChangeResponse{PlannedState: wired, PlannedPrivate: request.PriorPrivate}, err
}

func (d *double) ApplyResourceChange(_ context.Context, request *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	kind, err := find(d.resources, request.TypeName)
	if err != nil {
		return nil, err
	}
	state, err := kind.computed(request.PlannedState)
	return &tfprotov6.ApplyResourceChangeResponse{NewState: state}, err
}

// ImportResourceState returns an object of which only the identifier is known. The plan after it shows every argument as a change.
func (d *double) ImportResourceState(_ context.Context, request *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	kind, err := find(d.resources, request.TypeName)
	if err != nil {
		return nil, err
	}
	state, err := imported(kind, request.ID)
	if err != nil {
		return nil, err
	}
	resource := &tfprotov6.ImportedResource{TypeName: request.TypeName, State: state}
	return &tfprotov6.ImportResourceStateResponse{ImportedResources: []*tfprotov6.ImportedResource{resource}}, nil
}

func imported(kind kind, id string) (*tfprotov6.DynamicValue, error) {
	fields := map[string]tftypes.Value{}
	for _, attribute := range kind.schema.Block.Attributes {
		fields[attribute.Name] = tftypes.NewValue(attribute.ValueType(), nil)
	}
	for _, block := range kind.schema.Block.BlockTypes {
		fields[block.TypeName] = noBlocks(block)
	}
	if at, found := fields["id"]; found && at.Type().Is(tftypes.String) {
		fields["id"] = text(id)
	}
	return kind.wire(tftypes.NewValue(kind.schema.ValueType(), fields))
}

// noBlocks is the value of a block that is absent: an empty collection or null.
func noBlocks(block *tfprotov6.SchemaNestedBlock) tftypes.Value {
	switch kind := block.ValueType().(type) {
	case tftypes.List, tftypes.Set:
		return tftypes.NewValue(kind, []tftypes.Value{})
	case tftypes.Map:
		return tftypes.NewValue(kind, map[string]tftypes.Value{})
	default:
		return tftypes.NewValue(kind, nil)
	}
}

func (d *double) MoveResourceState(_ context.Context, request *tfprotov6.MoveResourceStateRequest) (*tfprotov6.MoveResourceStateResponse, error) {
	detail := "no rule of the provider double moves " + request.SourceTypeName + " to " + request.TargetTypeName
	return &tfprotov6.MoveResourceStateResponse{Diagnostics: []*tfprotov6.Diagnostic{{
		Severity: tfprotov6.DiagnosticSeverityError, Summary: "the provider double moves no state between kinds", Detail: detail,
	}}}, nil
}

func (d *double) GenerateResourceConfig(_ context.Context, request *tfprotov6.GenerateResourceConfigRequest) (*tfprotov6.GenerateResourceConfigResponse, error) {
	return &tfprotov6.GenerateResourceConfigResponse{Config: request.State}, nil
}
