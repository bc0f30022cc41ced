# What is wrong with each pipeline.yaml, as a list of lines. A precondition of the pipeline refuses it (pipelines.tf).
locals {
  # A processor's place as the reader finds it: `processors[3] 'Parse the line'`.
  processor_problems = {
    for source, processors in local.processors : source => flatten([
      for processor in processors : concat(
        contains(keys(local.processor_fields), processor.kind) ? [] : [
          "${processor.place} '${processor.name}': the provider has no processor '${processor.kind}'. It has: ${join(", ", keys(local.processor_fields))}",
        ],
        processor.depth == 1 && processor.kind == "pipeline" ? [
          "${processor.place} '${processor.name}': the provider nests pipelines once. Move its processors up, with the filter in the outer pipeline",
        ] : [],
        processor.element && !contains(local.element_kinds, processor.kind) ? [
          "${processor.place} '${processor.name}': the elements of an array pass only ${join(", ", local.element_kinds)}, not ${processor.kind}",
        ] : [],
        [
          for field in setsubtract(processor.fields, concat(["type", "name", "enabled"], try(local.processor_fields[processor.kind].required, []), try(local.processor_fields[processor.kind].optional, []))) :
          "${processor.place} '${processor.name}': the provider has no field '${field}' of ${processor.kind}, so it would be lost"
          if contains(keys(local.processor_fields), processor.kind)
        ],
        [
          for field in setsubtract(try(local.processor_fields[processor.kind].required, []), processor.fields) :
          "${processor.place} '${processor.name}': ${processor.kind} needs '${field}'"
        ],
      )
    ])
  }

  operation_problems = {
    for source, pipeline in local.pipelines : source => flatten([
      for processor in flatten([for outer in try(pipeline.processors, []) : [outer, try(outer.processors, [])]]) : [
        for operation in [try(processor.operation, null)] : concat(
          contains(keys(local.array_operations), try(operation.type, "")) ? [] : [
            "'${try(processor.name, "")}': an array-processor has no operation '${try(operation.type, "")}'. It has: ${join(", ", keys(local.array_operations))}",
          ],
          [for field in setsubtract(keys(operation), concat(["type"], try(local.array_operations[operation.type].required, []), try(local.array_operations[operation.type].optional, []))) : "'${try(processor.name, "")}': the operation '${try(operation.type, "")}' has no field '${field}'"],
          [for field in setsubtract(try(local.array_operations[operation.type].required, []), keys(operation)) : "'${try(processor.name, "")}': the operation '${operation.type}' needs '${field}'"],
        ) if operation != null
      ]
    ])
  }

  pipeline_problems = {
    for source, file in local.pipeline_files : source => concat(
      can(file.pipeline.processors) && can(file.pipeline.filter.query) && can(file.pipeline.name) ? [] : ["'pipeline' needs name, filter.query and processors"],
      [for field in setsubtract(keys(file), local.pipeline_file_fields) : "there is no field '${field}'"],
      [for field in setsubtract(keys(try(file.pipeline, {})), ["type", "name", "enabled", "filter", "processors"]) : "pipeline: the provider has no field '${field}', so it would be lost"],
      local.processor_problems[source],
      local.operation_problems[source],
    )
  }
}
