locals {
  pipeline_sources = var.pipelines_folder == null ? [] : sort([for file in fileset(var.pipelines_folder, "*/pipeline.yaml") : dirname(file)])
  pipeline_files   = { for source in local.pipeline_sources : source => yamldecode(file("${var.pipelines_folder}/${source}/pipeline.yaml")) }
  # A file without `pipeline` gets one that does nothing: pipeline_problems.tf reports it.
  pipelines = { for source, file in local.pipeline_files : source => try(file.pipeline, { name = source, filter = { query = "" } }) }

  pipeline_order = var.pipelines_folder == null ? [] : yamldecode(file("${var.pipelines_folder}/order.yaml")).pipelines

  # Each processor at any depth with its place, for the checks. Facts are texts and lists of texts, so that all have one type.
  processors = {
    for source, pipeline in local.pipelines : source => flatten([
      for i, outer in try(pipeline.processors, []) : concat(
        [{ place = "processors[${i}]", kind = try(outer.type, ""), name = try(outer.name, ""), fields = keys(outer), depth = 0, element = false }],
        [
          for j, inner in try(outer.processors, []) : {
            place   = "processors[${i}].processors[${j}]"
            kind    = try(inner.type, "")
            name    = try(inner.name, "")
            fields  = keys(inner)
            depth   = 1
            element = try(outer.type, "") == "array-map-processor"
          }
        ],
        flatten([
          for j, inner in try(outer.processors, []) : [
            for k, element in try(inner.processors, []) : {
              place   = "processors[${i}].processors[${j}].processors[${k}]"
              kind    = try(element.type, "")
              name    = try(element.name, "")
              fields  = keys(element)
              depth   = 2
              element = try(inner.type, "") == "array-map-processor"
            }
          ]
        ]),
      )
    ])
  }
}
