//! Log archives, metrics from logs and restriction queries. Version 2 of the API.

pub(crate) mod archive;
pub(crate) mod metric;
pub(crate) mod restriction_query;
