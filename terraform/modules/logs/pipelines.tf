# Every kind of processor that the provider has, twice: in a pipeline, and in a pipeline within it. A resource is one block, so this file is long;
# what may be in pipeline.yaml is checked in pipeline_fields.tf, so that nothing is left out silently.
resource "datadog_logs_custom_pipeline" "this" {
  for_each = local.pipelines

  name        = each.value.name
  description = "terraform/pipelines/${each.key}"
  is_enabled  = try(each.value.enabled, true)
  tags        = var.tags

  filter {
    query = each.value.filter.query
  }

  dynamic "processor" {
    for_each = try(each.value.processors, [])
    content {
      dynamic "arithmetic_processor" {
        for_each = [for processor in [processor.value] : processor if processor.type == "arithmetic-processor"]
        content {
          name               = try(arithmetic_processor.value.name, null)
          is_enabled         = try(arithmetic_processor.value.enabled, true)
          expression         = arithmetic_processor.value.expression
          target             = arithmetic_processor.value.target
          is_replace_missing = try(arithmetic_processor.value.replaceMissing, false)
        }
      }

      dynamic "array_map_processor" {
        for_each = [for processor in [processor.value] : processor if processor.type == "array-map-processor"]
        content {
          name            = try(array_map_processor.value.name, null)
          is_enabled      = try(array_map_processor.value.enabled, true)
          source          = array_map_processor.value.source
          target          = array_map_processor.value.target
          preserve_source = try(array_map_processor.value.preserveSource, true)

          dynamic "processors" {
            for_each = array_map_processor.value.processors
            iterator = element
            content {
              dynamic "arithmetic_processor" {
                for_each = [for processor in [element.value] : processor if processor.type == "arithmetic-processor"]
                iterator = element_arithmetic
                content {
                  name               = try(element_arithmetic.value.name, null)
                  expression         = element_arithmetic.value.expression
                  target             = element_arithmetic.value.target
                  is_replace_missing = try(element_arithmetic.value.replaceMissing, false)
                }
              }

              dynamic "attribute_remapper" {
                for_each = [for processor in [element.value] : processor if processor.type == "attribute-remapper"]
                iterator = element_attribute
                content {
                  name                 = try(element_attribute.value.name, null)
                  sources              = element_attribute.value.sources
                  target               = element_attribute.value.target
                  target_format        = try(element_attribute.value.targetFormat, null)
                  preserve_source      = try(element_attribute.value.preserveSource, false)
                  override_on_conflict = try(element_attribute.value.overrideOnConflict, false)
                }
              }

              dynamic "category_processor" {
                for_each = [for processor in [element.value] : processor if processor.type == "category-processor"]
                iterator = element_category
                content {
                  name   = try(element_category.value.name, null)
                  target = element_category.value.target

                  dynamic "category" {
                    for_each = element_category.value.categories
                    content {
                      name = category.value.name
                      filter {
                        query = category.value.filter.query
                      }
                    }
                  }
                }
              }

              dynamic "string_builder_processor" {
                for_each = [for processor in [element.value] : processor if processor.type == "string-builder-processor"]
                iterator = element_string
                content {
                  name               = try(element_string.value.name, null)
                  template           = element_string.value.template
                  target             = element_string.value.target
                  is_replace_missing = try(element_string.value.replaceMissing, false)
                }
              }
            }
          }
        }
      }

      dynamic "array_processor" {
        for_each = [for processor in [processor.value] : processor if processor.type == "array-processor"]
        content {
          name       = try(array_processor.value.name, null)
          is_enabled = try(array_processor.value.enabled, true)

          operation {
            dynamic "append" {
              for_each = [for operation in [array_processor.value.operation] : operation if operation.type == "append"]
              content {
                source          = append.value.source
                target          = append.value.target
                preserve_source = try(append.value.preserveSource, true)
              }
            }

            dynamic "key_value" {
              for_each = [for operation in [array_processor.value.operation] : operation if operation.type == "key-value"]
              content {
                source               = key_value.value.source
                target               = try(key_value.value.target, null)
                key_to_extract       = key_value.value.keyToExtract
                value_to_extract     = key_value.value.valueToExtract
                override_on_conflict = try(key_value.value.overrideOnConflict, false)
              }
            }

            dynamic "length" {
              for_each = [for operation in [array_processor.value.operation] : operation if operation.type == "length"]
              content {
                source = length.value.source
                target = length.value.target
              }
            }

            dynamic "select" {
              for_each = [for operation in [array_processor.value.operation] : operation if operation.type == "select"]
              content {
                source           = select.value.source
                target           = select.value.target
                filter           = select.value.filter
                value_to_extract = select.value.valueToExtract
              }
            }
          }
        }
      }

      dynamic "attribute_remapper" {
        for_each = [for processor in [processor.value] : processor if processor.type == "attribute-remapper"]
        content {
          name                 = try(attribute_remapper.value.name, null)
          is_enabled           = try(attribute_remapper.value.enabled, true)
          source_type          = try(attribute_remapper.value.sourceType, "attribute")
          sources              = attribute_remapper.value.sources
          target_type          = try(attribute_remapper.value.targetType, "attribute")
          target               = attribute_remapper.value.target
          target_format        = try(attribute_remapper.value.targetFormat, null)
          preserve_source      = try(attribute_remapper.value.preserveSource, false)
          override_on_conflict = try(attribute_remapper.value.overrideOnConflict, false)
        }
      }

      dynamic "category_processor" {
        for_each = [for processor in [processor.value] : processor if processor.type == "category-processor"]
        content {
          name       = try(category_processor.value.name, null)
          is_enabled = try(category_processor.value.enabled, true)
          target     = category_processor.value.target

          dynamic "category" {
            for_each = category_processor.value.categories
            content {
              name = category.value.name
              filter {
                query = category.value.filter.query
              }
            }
          }
        }
      }

      dynamic "date_remapper" {
        for_each = [for processor in [processor.value] : processor if processor.type == "date-remapper"]
        content {
          name       = try(date_remapper.value.name, null)
          is_enabled = try(date_remapper.value.enabled, true)
          sources    = date_remapper.value.sources
        }
      }

      dynamic "decoder_processor" {
        for_each = [for processor in [processor.value] : processor if processor.type == "decoder-processor"]
        content {
          name                    = try(decoder_processor.value.name, null)
          is_enabled              = try(decoder_processor.value.enabled, true)
          source                  = decoder_processor.value.source
          target                  = decoder_processor.value.target
          binary_to_text_encoding = decoder_processor.value.binaryToTextEncoding
          input_representation    = decoder_processor.value.inputRepresentation
        }
      }

      dynamic "exclude_attribute_processor" {
        for_each = [for processor in [processor.value] : processor if processor.type == "exclude-attribute-processor"]
        content {
          name                 = try(exclude_attribute_processor.value.name, null)
          is_enabled           = try(exclude_attribute_processor.value.enabled, true)
          attribute_to_exclude = exclude_attribute_processor.value.attributeToExclude
        }
      }

      dynamic "geo_ip_parser" {
        for_each = [for processor in [processor.value] : processor if processor.type == "geo-ip-parser"]
        content {
          name       = try(geo_ip_parser.value.name, null)
          is_enabled = try(geo_ip_parser.value.enabled, true)
          sources    = geo_ip_parser.value.sources
          target     = geo_ip_parser.value.target
        }
      }

      dynamic "grok_parser" {
        for_each = [for processor in [processor.value] : processor if processor.type == "grok-parser"]
        content {
          name       = try(grok_parser.value.name, null)
          is_enabled = try(grok_parser.value.enabled, true)
          source     = grok_parser.value.source
          samples    = try(grok_parser.value.samples, null)

          grok {
            match_rules   = grok_parser.value.grok.matchRules
            support_rules = try(grok_parser.value.grok.supportRules, "")
          }
        }
      }

      dynamic "lookup_processor" {
        for_each = [for processor in [processor.value] : processor if processor.type == "lookup-processor"]
        content {
          name           = try(lookup_processor.value.name, null)
          is_enabled     = try(lookup_processor.value.enabled, true)
          source         = lookup_processor.value.source
          target         = lookup_processor.value.target
          lookup_table   = [for line in split("\n", lookup_processor.value.lookupTable) : trimspace(line) if trimspace(line) != ""]
          default_lookup = try(lookup_processor.value.defaultLookup, null)
        }
      }

      dynamic "message_remapper" {
        for_each = [for processor in [processor.value] : processor if processor.type == "message-remapper"]
        content {
          name       = try(message_remapper.value.name, null)
          is_enabled = try(message_remapper.value.enabled, true)
          sources    = message_remapper.value.sources
        }
      }

      dynamic "reference_table_lookup_processor" {
        for_each = [for processor in [processor.value] : processor if processor.type == "reference-table-lookup-processor"]
        content {
          name                    = try(reference_table_lookup_processor.value.name, null)
          is_enabled              = try(reference_table_lookup_processor.value.enabled, true)
          source                  = reference_table_lookup_processor.value.source
          target                  = reference_table_lookup_processor.value.target
          lookup_enrichment_table = reference_table_lookup_processor.value.lookupEnrichmentTable
        }
      }

      dynamic "schema_processor" {
        for_each = [for processor in [processor.value] : processor if processor.type == "schema-processor"]
        content {
          name       = try(schema_processor.value.name, null)
          is_enabled = try(schema_processor.value.enabled, true)

          schema {
            schema_type = schema_processor.value.schema.schemaType
            version     = schema_processor.value.schema.version
            class_name  = schema_processor.value.schema.className
            class_uid   = schema_processor.value.schema.classUid
            extensions  = try(schema_processor.value.schema.extensions, null)
            profiles    = try(schema_processor.value.schema.profiles, null)
          }

          dynamic "mappers" {
            for_each = schema_processor.value.mappers
            content {
              dynamic "schema_category_mapper" {
                for_each = [for mapper in [mappers.value] : mapper if mapper.type == "schema-category-mapper"]
                content {
                  name = schema_category_mapper.value.name

                  dynamic "categories" {
                    for_each = schema_category_mapper.value.categories
                    content {
                      id   = categories.value.id
                      name = categories.value.name

                      filter {
                        query = categories.value.filter.query
                      }
                    }
                  }

                  dynamic "fallback" {
                    for_each = [for fallback in [try(schema_category_mapper.value.fallback, null)] : fallback if fallback != null]
                    content {
                      sources = { for field, sources in try(fallback.value.sources, {}) : field => join(",", sources) }
                      values  = try(fallback.value.values, null)
                    }
                  }

                  targets {
                    id   = try(schema_category_mapper.value.targets.id, null)
                    name = try(schema_category_mapper.value.targets.name, null)
                  }
                }
              }

              dynamic "schema_remapper" {
                for_each = [for mapper in [mappers.value] : mapper if mapper.type == "schema-remapper"]
                content {
                  name                 = schema_remapper.value.name
                  sources              = schema_remapper.value.sources
                  target               = schema_remapper.value.target
                  target_format        = try(schema_remapper.value.targetFormat, null)
                  preserve_source      = try(schema_remapper.value.preserveSource, false)
                  override_on_conflict = try(schema_remapper.value.overrideOnConflict, false)
                }
              }
            }
          }
        }
      }

      dynamic "service_remapper" {
        for_each = [for processor in [processor.value] : processor if processor.type == "service-remapper"]
        content {
          name       = try(service_remapper.value.name, null)
          is_enabled = try(service_remapper.value.enabled, true)
          sources    = service_remapper.value.sources
        }
      }

      dynamic "span_id_remapper" {
        for_each = [for processor in [processor.value] : processor if processor.type == "span-id-remapper"]
        content {
          name       = try(span_id_remapper.value.name, null)
          is_enabled = try(span_id_remapper.value.enabled, true)
          sources    = span_id_remapper.value.sources
        }
      }

      dynamic "status_remapper" {
        for_each = [for processor in [processor.value] : processor if processor.type == "status-remapper"]
        content {
          name       = try(status_remapper.value.name, null)
          is_enabled = try(status_remapper.value.enabled, true)
          sources    = status_remapper.value.sources
        }
      }

      dynamic "string_builder_processor" {
        for_each = [for processor in [processor.value] : processor if processor.type == "string-builder-processor"]
        content {
          name               = try(string_builder_processor.value.name, null)
          is_enabled         = try(string_builder_processor.value.enabled, true)
          template           = string_builder_processor.value.template
          target             = string_builder_processor.value.target
          is_replace_missing = try(string_builder_processor.value.replaceMissing, false)
        }
      }

      dynamic "trace_id_remapper" {
        for_each = [for processor in [processor.value] : processor if processor.type == "trace-id-remapper"]
        content {
          name       = try(trace_id_remapper.value.name, null)
          is_enabled = try(trace_id_remapper.value.enabled, true)
          sources    = trace_id_remapper.value.sources
        }
      }

      dynamic "url_parser" {
        for_each = [for processor in [processor.value] : processor if processor.type == "url-parser"]
        content {
          name                     = try(url_parser.value.name, null)
          is_enabled               = try(url_parser.value.enabled, true)
          sources                  = url_parser.value.sources
          target                   = url_parser.value.target
          normalize_ending_slashes = try(url_parser.value.normalizeEndingSlashes, false)
        }
      }

      dynamic "user_agent_parser" {
        for_each = [for processor in [processor.value] : processor if processor.type == "user-agent-parser"]
        content {
          name       = try(user_agent_parser.value.name, null)
          is_enabled = try(user_agent_parser.value.enabled, true)
          sources    = user_agent_parser.value.sources
          target     = user_agent_parser.value.target
          is_encoded = try(user_agent_parser.value.encoded, false)
        }
      }

      dynamic "pipeline" {
        for_each = [for processor in [processor.value] : processor if processor.type == "pipeline"]
        content {
          name       = pipeline.value.name
          is_enabled = try(pipeline.value.enabled, true)

          filter {
            query = pipeline.value.filter.query
          }

          dynamic "processor" {
            for_each = try(pipeline.value.processors, [])
            iterator = inner
            content {
              dynamic "arithmetic_processor" {
                for_each = [for processor in [inner.value] : processor if processor.type == "arithmetic-processor"]
                content {
                  name               = try(arithmetic_processor.value.name, null)
                  is_enabled         = try(arithmetic_processor.value.enabled, true)
                  expression         = arithmetic_processor.value.expression
                  target             = arithmetic_processor.value.target
                  is_replace_missing = try(arithmetic_processor.value.replaceMissing, false)
                }
              }

              dynamic "array_map_processor" {
                for_each = [for processor in [inner.value] : processor if processor.type == "array-map-processor"]
                content {
                  name            = try(array_map_processor.value.name, null)
                  is_enabled      = try(array_map_processor.value.enabled, true)
                  source          = array_map_processor.value.source
                  target          = array_map_processor.value.target
                  preserve_source = try(array_map_processor.value.preserveSource, true)

                  dynamic "processors" {
                    for_each = array_map_processor.value.processors
                    iterator = element
                    content {
                      dynamic "arithmetic_processor" {
                        for_each = [for processor in [element.value] : processor if processor.type == "arithmetic-processor"]
                        iterator = element_arithmetic
                        content {
                          name               = try(element_arithmetic.value.name, null)
                          expression         = element_arithmetic.value.expression
                          target             = element_arithmetic.value.target
                          is_replace_missing = try(element_arithmetic.value.replaceMissing, false)
                        }
                      }

                      dynamic "attribute_remapper" {
                        for_each = [for processor in [element.value] : processor if processor.type == "attribute-remapper"]
                        iterator = element_attribute
                        content {
                          name                 = try(element_attribute.value.name, null)
                          sources              = element_attribute.value.sources
                          target               = element_attribute.value.target
                          target_format        = try(element_attribute.value.targetFormat, null)
                          preserve_source      = try(element_attribute.value.preserveSource, false)
                          override_on_conflict = try(element_attribute.value.overrideOnConflict, false)
                        }
                      }

                      dynamic "category_processor" {
                        for_each = [for processor in [element.value] : processor if processor.type == "category-processor"]
                        iterator = element_category
                        content {
                          name   = try(element_category.value.name, null)
                          target = element_category.value.target

                          dynamic "category" {
                            for_each = element_category.value.categories
                            content {
                              name = category.value.name
                              filter {
                                query = category.value.filter.query
                              }
                            }
                          }
                        }
                      }

                      dynamic "string_builder_processor" {
                        for_each = [for processor in [element.value] : processor if processor.type == "string-builder-processor"]
                        iterator = element_string
                        content {
                          name               = try(element_string.value.name, null)
                          template           = element_string.value.template
                          target             = element_string.value.target
                          is_replace_missing = try(element_string.value.replaceMissing, false)
                        }
                      }
                    }
                  }
                }
              }

              dynamic "array_processor" {
                for_each = [for processor in [inner.value] : processor if processor.type == "array-processor"]
                content {
                  name       = try(array_processor.value.name, null)
                  is_enabled = try(array_processor.value.enabled, true)

                  operation {
                    dynamic "append" {
                      for_each = [for operation in [array_processor.value.operation] : operation if operation.type == "append"]
                      content {
                        source          = append.value.source
                        target          = append.value.target
                        preserve_source = try(append.value.preserveSource, true)
                      }
                    }

                    dynamic "key_value" {
                      for_each = [for operation in [array_processor.value.operation] : operation if operation.type == "key-value"]
                      content {
                        source               = key_value.value.source
                        target               = try(key_value.value.target, null)
                        key_to_extract       = key_value.value.keyToExtract
                        value_to_extract     = key_value.value.valueToExtract
                        override_on_conflict = try(key_value.value.overrideOnConflict, false)
                      }
                    }

                    dynamic "length" {
                      for_each = [for operation in [array_processor.value.operation] : operation if operation.type == "length"]
                      content {
                        source = length.value.source
                        target = length.value.target
                      }
                    }

                    dynamic "select" {
                      for_each = [for operation in [array_processor.value.operation] : operation if operation.type == "select"]
                      content {
                        source           = select.value.source
                        target           = select.value.target
                        filter           = select.value.filter
                        value_to_extract = select.value.valueToExtract
                      }
                    }
                  }
                }
              }

              dynamic "attribute_remapper" {
                for_each = [for processor in [inner.value] : processor if processor.type == "attribute-remapper"]
                content {
                  name                 = try(attribute_remapper.value.name, null)
                  is_enabled           = try(attribute_remapper.value.enabled, true)
                  source_type          = try(attribute_remapper.value.sourceType, "attribute")
                  sources              = attribute_remapper.value.sources
                  target_type          = try(attribute_remapper.value.targetType, "attribute")
                  target               = attribute_remapper.value.target
                  target_format        = try(attribute_remapper.value.targetFormat, null)
                  preserve_source      = try(attribute_remapper.value.preserveSource, false)
                  override_on_conflict = try(attribute_remapper.value.overrideOnConflict, false)
                }
              }

              dynamic "category_processor" {
                for_each = [for processor in [inner.value] : processor if processor.type == "category-processor"]
                content {
                  name       = try(category_processor.value.name, null)
                  is_enabled = try(category_processor.value.enabled, true)
                  target     = category_processor.value.target

                  dynamic "category" {
                    for_each = category_processor.value.categories
                    content {
                      name = category.value.name
                      filter {
                        query = category.value.filter.query
                      }
                    }
                  }
                }
              }

              dynamic "date_remapper" {
                for_each = [for processor in [inner.value] : processor if processor.type == "date-remapper"]
                content {
                  name       = try(date_remapper.value.name, null)
                  is_enabled = try(date_remapper.value.enabled, true)
                  sources    = date_remapper.value.sources
                }
              }

              dynamic "decoder_processor" {
                for_each = [for processor in [inner.value] : processor if processor.type == "decoder-processor"]
                content {
                  name                    = try(decoder_processor.value.name, null)
                  is_enabled              = try(decoder_processor.value.enabled, true)
                  source                  = decoder_processor.value.source
                  target                  = decoder_processor.value.target
                  binary_to_text_encoding = decoder_processor.value.binaryToTextEncoding
                  input_representation    = decoder_processor.value.inputRepresentation
                }
              }

              dynamic "exclude_attribute_processor" {
                for_each = [for processor in [inner.value] : processor if processor.type == "exclude-attribute-processor"]
                content {
                  name                 = try(exclude_attribute_processor.value.name, null)
                  is_enabled           = try(exclude_attribute_processor.value.enabled, true)
                  attribute_to_exclude = exclude_attribute_processor.value.attributeToExclude
                }
              }

              dynamic "geo_ip_parser" {
                for_each = [for processor in [inner.value] : processor if processor.type == "geo-ip-parser"]
                content {
                  name       = try(geo_ip_parser.value.name, null)
                  is_enabled = try(geo_ip_parser.value.enabled, true)
                  sources    = geo_ip_parser.value.sources
                  target     = geo_ip_parser.value.target
                }
              }

              dynamic "grok_parser" {
                for_each = [for processor in [inner.value] : processor if processor.type == "grok-parser"]
                content {
                  name       = try(grok_parser.value.name, null)
                  is_enabled = try(grok_parser.value.enabled, true)
                  source     = grok_parser.value.source
                  samples    = try(grok_parser.value.samples, null)

                  grok {
                    match_rules   = grok_parser.value.grok.matchRules
                    support_rules = try(grok_parser.value.grok.supportRules, "")
                  }
                }
              }

              dynamic "lookup_processor" {
                for_each = [for processor in [inner.value] : processor if processor.type == "lookup-processor"]
                content {
                  name           = try(lookup_processor.value.name, null)
                  is_enabled     = try(lookup_processor.value.enabled, true)
                  source         = lookup_processor.value.source
                  target         = lookup_processor.value.target
                  lookup_table   = [for line in split("\n", lookup_processor.value.lookupTable) : trimspace(line) if trimspace(line) != ""]
                  default_lookup = try(lookup_processor.value.defaultLookup, null)
                }
              }

              dynamic "message_remapper" {
                for_each = [for processor in [inner.value] : processor if processor.type == "message-remapper"]
                content {
                  name       = try(message_remapper.value.name, null)
                  is_enabled = try(message_remapper.value.enabled, true)
                  sources    = message_remapper.value.sources
                }
              }

              dynamic "reference_table_lookup_processor" {
                for_each = [for processor in [inner.value] : processor if processor.type == "reference-table-lookup-processor"]
                content {
                  name                    = try(reference_table_lookup_processor.value.name, null)
                  is_enabled              = try(reference_table_lookup_processor.value.enabled, true)
                  source                  = reference_table_lookup_processor.value.source
                  target                  = reference_table_lookup_processor.value.target
                  lookup_enrichment_table = reference_table_lookup_processor.value.lookupEnrichmentTable
                }
              }

              dynamic "schema_processor" {
                for_each = [for processor in [inner.value] : processor if processor.type == "schema-processor"]
                content {
                  name       = try(schema_processor.value.name, null)
                  is_enabled = try(schema_processor.value.enabled, true)

                  schema {
                    schema_type = schema_processor.value.schema.schemaType
                    version     = schema_processor.value.schema.version
                    class_name  = schema_processor.value.schema.className
                    class_uid   = schema_processor.value.schema.classUid
                    extensions  = try(schema_processor.value.schema.extensions, null)
                    profiles    = try(schema_processor.value.schema.profiles, null)
                  }

                  dynamic "mappers" {
                    for_each = schema_processor.value.mappers
                    content {
                      dynamic "schema_category_mapper" {
                        for_each = [for mapper in [mappers.value] : mapper if mapper.type == "schema-category-mapper"]
                        content {
                          name = schema_category_mapper.value.name

                          dynamic "categories" {
                            for_each = schema_category_mapper.value.categories
                            content {
                              id   = categories.value.id
                              name = categories.value.name

                              filter {
                                query = categories.value.filter.query
                              }
                            }
                          }

                          dynamic "fallback" {
                            for_each = [for fallback in [try(schema_category_mapper.value.fallback, null)] : fallback if fallback != null]
                            content {
                              sources = { for field, sources in try(fallback.value.sources, {}) : field => join(",", sources) }
                              values  = try(fallback.value.values, null)
                            }
                          }

                          targets {
                            id   = try(schema_category_mapper.value.targets.id, null)
                            name = try(schema_category_mapper.value.targets.name, null)
                          }
                        }
                      }

                      dynamic "schema_remapper" {
                        for_each = [for mapper in [mappers.value] : mapper if mapper.type == "schema-remapper"]
                        content {
                          name                 = schema_remapper.value.name
                          sources              = schema_remapper.value.sources
                          target               = schema_remapper.value.target
                          target_format        = try(schema_remapper.value.targetFormat, null)
                          preserve_source      = try(schema_remapper.value.preserveSource, false)
                          override_on_conflict = try(schema_remapper.value.overrideOnConflict, false)
                        }
                      }
                    }
                  }
                }
              }

              dynamic "service_remapper" {
                for_each = [for processor in [inner.value] : processor if processor.type == "service-remapper"]
                content {
                  name       = try(service_remapper.value.name, null)
                  is_enabled = try(service_remapper.value.enabled, true)
                  sources    = service_remapper.value.sources
                }
              }

              dynamic "span_id_remapper" {
                for_each = [for processor in [inner.value] : processor if processor.type == "span-id-remapper"]
                content {
                  name       = try(span_id_remapper.value.name, null)
                  is_enabled = try(span_id_remapper.value.enabled, true)
                  sources    = span_id_remapper.value.sources
                }
              }

              dynamic "status_remapper" {
                for_each = [for processor in [inner.value] : processor if processor.type == "status-remapper"]
                content {
                  name       = try(status_remapper.value.name, null)
                  is_enabled = try(status_remapper.value.enabled, true)
                  sources    = status_remapper.value.sources
                }
              }

              dynamic "string_builder_processor" {
                for_each = [for processor in [inner.value] : processor if processor.type == "string-builder-processor"]
                content {
                  name               = try(string_builder_processor.value.name, null)
                  is_enabled         = try(string_builder_processor.value.enabled, true)
                  template           = string_builder_processor.value.template
                  target             = string_builder_processor.value.target
                  is_replace_missing = try(string_builder_processor.value.replaceMissing, false)
                }
              }

              dynamic "trace_id_remapper" {
                for_each = [for processor in [inner.value] : processor if processor.type == "trace-id-remapper"]
                content {
                  name       = try(trace_id_remapper.value.name, null)
                  is_enabled = try(trace_id_remapper.value.enabled, true)
                  sources    = trace_id_remapper.value.sources
                }
              }

              dynamic "url_parser" {
                for_each = [for processor in [inner.value] : processor if processor.type == "url-parser"]
                content {
                  name                     = try(url_parser.value.name, null)
                  is_enabled               = try(url_parser.value.enabled, true)
                  sources                  = url_parser.value.sources
                  target                   = url_parser.value.target
                  normalize_ending_slashes = try(url_parser.value.normalizeEndingSlashes, false)
                }
              }

              dynamic "user_agent_parser" {
                for_each = [for processor in [inner.value] : processor if processor.type == "user-agent-parser"]
                content {
                  name       = try(user_agent_parser.value.name, null)
                  is_enabled = try(user_agent_parser.value.enabled, true)
                  sources    = user_agent_parser.value.sources
                  target     = user_agent_parser.value.target
                  is_encoded = try(user_agent_parser.value.encoded, false)
                }
              }
            }
          }
        }
      }
    }
  }

  lifecycle {
    precondition {
      condition     = length(local.pipeline_problems[each.key]) == 0
      error_message = "terraform/pipelines/${each.key}/pipeline.yaml:\n${join("\n", local.pipeline_problems[each.key])}"
    }
  }
}
