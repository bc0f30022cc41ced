use render::{Object, Slo};

use super::Tags;

/// An SLO in one environment.
#[derive(Debug)]
pub(crate) struct SloFacts<'a> {
    pub(crate) object: &'a Object,
    pub(crate) spec: &'a Slo,
    pub(crate) tags: Tags<'a>,
}

impl<'a> SloFacts<'a> {
    pub(crate) fn read(object: &'a Object, spec: &'a Slo) -> Self {
        Self {
            object,
            spec,
            tags: Tags::read(&spec.payload),
        }
    }

    /// Whether its bad time is the time in which a monitor alerts; otherwise it counts events.
    pub(crate) fn counts_time_of_monitors(&self) -> bool {
        self.spec.payload["type"] == "monitor"
    }

    /// The length of its window in days; `None` if the window is not given in days.
    pub(crate) fn days(&self) -> Option<f64> {
        self.spec.window.strip_suffix('d')?.parse().ok()
    }
}
