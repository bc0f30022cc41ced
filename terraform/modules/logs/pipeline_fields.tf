# What a processor in pipeline.yaml may have, as the provider can express it (besides type, name and enabled). Another field would be lost without
# a word, so it is an error: pipeline_problems.tf.
locals {
  processor_fields = {
    arithmetic-processor             = { required = ["expression", "target"], optional = ["replaceMissing"] }
    array-map-processor              = { required = ["source", "target", "processors"], optional = ["preserveSource"] }
    array-processor                  = { required = ["operation"], optional = [] }
    attribute-remapper               = { required = ["sources", "target"], optional = ["sourceType", "targetType", "targetFormat", "preserveSource", "overrideOnConflict"] }
    category-processor               = { required = ["target", "categories"], optional = [] }
    date-remapper                    = { required = ["sources"], optional = [] }
    decoder-processor                = { required = ["source", "target", "binaryToTextEncoding", "inputRepresentation"], optional = [] }
    exclude-attribute-processor      = { required = ["attributeToExclude"], optional = [] }
    geo-ip-parser                    = { required = ["sources", "target"], optional = [] }
    grok-parser                      = { required = ["source", "grok"], optional = ["samples"] }
    lookup-processor                 = { required = ["source", "target", "lookupTable"], optional = ["defaultLookup"] }
    message-remapper                 = { required = ["sources"], optional = [] }
    pipeline                         = { required = ["filter", "processors"], optional = [] }
    reference-table-lookup-processor = { required = ["source", "target", "lookupEnrichmentTable"], optional = [] }
    schema-processor                 = { required = ["schema", "mappers"], optional = [] }
    service-remapper                 = { required = ["sources"], optional = [] }
    span-id-remapper                 = { required = ["sources"], optional = [] }
    status-remapper                  = { required = ["sources"], optional = [] }
    string-builder-processor         = { required = ["template", "target"], optional = ["replaceMissing"] }
    trace-id-remapper                = { required = ["sources"], optional = [] }
    url-parser                       = { required = ["sources", "target"], optional = ["normalizeEndingSlashes"] }
    user-agent-parser                = { required = ["sources", "target"], optional = ["encoded"] }
  }

  # What array-map-processor may hold.
  element_kinds = ["arithmetic-processor", "attribute-remapper", "category-processor", "string-builder-processor"]

  array_operations = {
    append    = { required = ["source", "target"], optional = ["preserveSource"] }
    key-value = { required = ["source", "keyToExtract", "valueToExtract"], optional = ["target", "overrideOnConflict"] }
    length    = { required = ["source", "target"], optional = [] }
    select    = { required = ["source", "target", "filter", "valueToExtract"], optional = [] }
  }

  pipeline_file_fields = ["id", "metric_id", "backend_only", "facets", "installation_sources", "pipeline"]
}
