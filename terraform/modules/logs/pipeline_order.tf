# Logs pass our pipelines in the order of the file, then all others in the order that they have: Datadog rejects an order in which one is missing.
data "datadog_logs_pipelines_order" "existing" {
  count = var.pipelines_folder == null ? 0 : 1
}

locals {
  own_pipeline_ids = [for source in local.pipeline_order : datadog_logs_custom_pipeline.this[source].id if contains(local.pipeline_sources, source)]
}

resource "datadog_logs_pipeline_order" "this" {
  count = var.pipelines_folder == null ? 0 : 1

  name = "pipelines"
  pipelines = concat(
    local.own_pipeline_ids,
    [for id in data.datadog_logs_pipelines_order.existing[0].pipeline_ids : id if !contains(local.own_pipeline_ids, id)],
  )

  lifecycle {
    precondition {
      condition     = length(setsubtract(local.pipeline_order, local.pipeline_sources)) == 0
      error_message = "order.yaml lists pipelines that have no folder with a pipeline.yaml: ${join(", ", setsubtract(local.pipeline_order, local.pipeline_sources))}. Correct the name, or remove the line."
    }

    precondition {
      condition     = length(setsubtract(local.pipeline_sources, local.pipeline_order)) == 0
      error_message = "Pipelines that order.yaml does not list: ${join(", ", setsubtract(local.pipeline_sources, local.pipeline_order))}. Add each where logs shall pass it."
    }

    precondition {
      condition     = length(distinct(local.pipeline_order)) == length(local.pipeline_order)
      error_message = "order.yaml lists a pipeline twice: ${join(", ", distinct([for source in local.pipeline_order : source if length([for other in local.pipeline_order : other if other == source]) > 1]))}. Remove one of the lines."
    }
  }
}
