//! Variables about the quality of data.

use crate::payload::declare::object;

object! {
    pub(crate) QUERY = "data quality variable" {
        data_source: required Only("data_quality_metrics"),
        filter: required Text,
        measure: required Text,
        name: required Text,
        group_by: List(Text),
        monitor_options: Object(OPTIONS),
        schema_version: Text,
        scope: Text,
    }
}

object! {
    OPTIONS = "options of a data quality variable" {
        crontab_override: Text,
        custom_sql: Text,
        custom_where: Text,
        group_by_columns: List(Text),
        model_configuration: Object(MODEL),
        model_type_override: Only("freshness", "percentage", "any"),
        sensitivity: Number,
        source_to_target_config: Object(SOURCE_TO_TARGET),
    }
}

object! {
    MODEL = "model of a data quality variable" {
        auto_resolve_days: Integer(1..=365),
        enable_flatline_detection: Bool,
        function: Only("DIFF", "DIFF_PERCENT"),
        min_lower_bound_size: Number,
        min_upper_bound_size: Number,
        model_bounds_override: Only("UPPER_ONLY", "LOWER_ONLY"),
    }
}

object! {
    SOURCE_TO_TARGET = "comparison of two data entities" {
        diff_type: required Only("absolute", "diff_percent"),
        entity_type: required Text,
        source: required Object(ENTITY),
        target: required Object(ENTITY),
    }
}

object! {
    ENTITY = "compared data entity" {
        entity_id: required Text,
        entity_type: required Text,
        custom_sql: Text,
        custom_where: Text,
        group_by_columns: List(Text),
    }
}
