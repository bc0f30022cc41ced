mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

variables {
  pipelines_folder = "./tests/pipelines"
  tags             = ["managed-by:acme"]
}

run "every_kind_of_processor_is_made" {
  command = plan

  # A block that is left out would be a processor without any: each has exactly one.
  assert {
    condition = alltrue([
      for processor in datadog_logs_custom_pipeline.this["every-kind"].processor : 1 == length(flatten([for kind, blocks in processor : blocks]))
    ])
    error_message = "a processor of the file has no block"
  }

  assert {
    condition = alltrue([
      for processor in one(datadog_logs_custom_pipeline.this["every-kind"].processor[24].pipeline).processor : 1 == length(flatten([for kind, blocks in processor : blocks]))
    ])
    error_message = "a nested processor of the file has no block"
  }

  assert {
    condition     = length(datadog_logs_custom_pipeline.this["every-kind"].processor) == 25 && length(one(datadog_logs_custom_pipeline.this["every-kind"].processor[24].pipeline).processor) == 24
    error_message = "the file has 25 processors, the last a pipeline of 24"
  }

  assert {
    condition     = !datadog_logs_custom_pipeline.this["second"].is_enabled && datadog_logs_custom_pipeline.this["every-kind"].is_enabled
    error_message = "a pipeline is switched on that the file switches off"
  }
}

run "fields_keep_their_values" {
  command = plan

  assert {
    condition     = one(datadog_logs_custom_pipeline.this["every-kind"].processor[0].grok_parser).grok[0].support_rules == "word %%{word}"
    error_message = "grok rules are not those of the file"
  }

  assert {
    condition     = tolist(one(datadog_logs_custom_pipeline.this["every-kind"].processor[14].lookup_processor).lookup_table) == tolist(["1,one", "2,two"])
    error_message = "the lookup table is one text in the file and a list in the provider"
  }

  assert {
    condition     = one(datadog_logs_custom_pipeline.this["every-kind"].processor[1].attribute_remapper).target_type == "tag" && one(datadog_logs_custom_pipeline.this["every-kind"].processor[1].attribute_remapper).override_on_conflict
    error_message = "the remapper has other settings than the file"
  }

  assert {
    condition     = one(one(datadog_logs_custom_pipeline.this["every-kind"].processor[19].array_processor).operation).key_value[0].override_on_conflict
    error_message = "the operation has other settings than the file"
  }
}

run "order_is_that_of_the_file" {
  override_data {
    target = data.datadog_logs_pipelines_order.existing
    values = { pipeline_ids = ["of-an-integration"] }
  }

  assert {
    condition     = tolist(datadog_logs_pipeline_order.this[0].pipelines) == tolist([datadog_logs_custom_pipeline.this["second"].id, datadog_logs_custom_pipeline.this["every-kind"].id, "of-an-integration"])
    error_message = "logs pass the pipelines in another order than order.yaml says"
  }
}
