//! The sources of observations for each kind of monitor. Service checks have theirs in `service_check.rs`.

mod composite;
mod plan;
mod slo;
mod supplied;

pub(crate) use composite::CompositeSource;
pub(crate) use plan::PlanSource;
pub(crate) use slo::{Budget, BurnRates, SloSource, plans};
pub(crate) use supplied::SuppliedSource;
