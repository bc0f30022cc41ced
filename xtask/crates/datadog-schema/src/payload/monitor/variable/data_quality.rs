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
        model_type_override: Only("freshness", "percentage", "any"),
        sensitivity: Number,
    }
}
