//! Metrics and service checks of integrations: names and types against what Datadog documents. The API accepts any name, and then there is no data. All are warnings: an integration may be
//! newer than the catalog.

mod check;
mod metric;

pub(crate) use check::{blocks, name, service_check};
pub(crate) use metric::{Purpose, metrics};
