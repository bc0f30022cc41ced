mock_provider "aws" {
  source = "../../mocks/aws"
}

mock_provider "datadog" {
  source = "../../mocks/datadog"
}

# Each mistake is a folder in tests/mistakes.

run "missing_field" {
  command = plan

  variables {
    pipelines_folder = "./tests/mistakes/missing-field"
  }

  expect_failures = [datadog_logs_custom_pipeline.this]
}

run "nested_twice" {
  command = plan

  variables {
    pipelines_folder = "./tests/mistakes/nested-twice"
  }

  expect_failures = [datadog_logs_custom_pipeline.this]
}

run "no_folder" {
  command = plan

  variables {
    pipelines_folder = "./tests/mistakes/no-folder"
  }

  expect_failures = [datadog_logs_pipeline_order.this]
}

run "no_pipeline" {
  command = plan

  variables {
    pipelines_folder = "./tests/mistakes/no-pipeline"
  }

  expect_failures = [datadog_logs_custom_pipeline.this]
}

run "not_in_order" {
  command = plan

  variables {
    pipelines_folder = "./tests/mistakes/not-in-order"
  }

  expect_failures = [datadog_logs_pipeline_order.this]
}

run "operation_without_target" {
  command = plan

  variables {
    pipelines_folder = "./tests/mistakes/operation-without-target"
  }

  expect_failures = [datadog_logs_custom_pipeline.this]
}

run "twice" {
  command = plan

  variables {
    pipelines_folder = "./tests/mistakes/twice"
  }

  expect_failures = [datadog_logs_pipeline_order.this]
}

run "unknown_field" {
  command = plan

  variables {
    pipelines_folder = "./tests/mistakes/unknown-field"
  }

  expect_failures = [datadog_logs_custom_pipeline.this]
}

run "unknown_file_field" {
  command = plan

  variables {
    pipelines_folder = "./tests/mistakes/unknown-file-field"
  }

  expect_failures = [datadog_logs_custom_pipeline.this]
}

run "unknown_kind" {
  command = plan

  variables {
    pipelines_folder = "./tests/mistakes/unknown-kind"
  }

  expect_failures = [datadog_logs_custom_pipeline.this]
}

run "unknown_operation" {
  command = plan

  variables {
    pipelines_folder = "./tests/mistakes/unknown-operation"
  }

  expect_failures = [datadog_logs_custom_pipeline.this]
}

run "wrong_element" {
  command = plan

  variables {
    pipelines_folder = "./tests/mistakes/wrong-element"
  }

  expect_failures = [datadog_logs_custom_pipeline.this]
}
