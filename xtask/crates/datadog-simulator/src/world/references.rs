//! The objects that a monitor refers to.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Slo;
use crate::error::Result;
use crate::{Monitor, World};

/// The SLO of an SLO alert, the monitors of a composite or of a monitor SLO, by their ids.
#[derive(Clone, Debug, Default)]
pub struct References {
    /// The SLOs.
    pub slos: BTreeMap<String, Slo>,
    /// The monitors.
    pub monitors: BTreeMap<u64, Monitor>,
}

impl References {
    /// Compiles payloads of the API.
    ///
    /// # Errors
    /// A payload is invalid.
    pub fn from_payloads<'v>(
        slos: impl IntoIterator<Item = (String, &'v Value)>,
        monitors: impl IntoIterator<Item = (u64, &'v Value)>,
    ) -> Result<Self> {
        let slo = |(id, payload)| Ok((id, Slo::from_payload(payload)?));
        let monitor = |(id, payload)| Ok((id, Monitor::from_payload(payload)?.with_id(id)));
        Ok(Self {
            slos: slos.into_iter().map(slo).collect::<Result<_>>()?,
            monitors: monitors.into_iter().map(monitor).collect::<Result<_>>()?,
        })
    }

    /// Adds them to a world, which keeps what it has by the same id.
    pub fn add_to(&self, world: &mut World) {
        for (id, slo) in &self.slos {
            world.slos.entry(id.clone()).or_insert_with(|| slo.clone());
        }
        for (id, monitor) in &self.monitors {
            world.monitors.entry(*id).or_insert_with(|| monitor.clone());
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slos.is_empty() && self.monitors.is_empty()
    }
}
