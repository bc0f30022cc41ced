//! To which monitors a test or an expected notification applies.

use super::{Notify, Test, Text};

/// The names that a test or a notification is restricted to; `None` for all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filters<'f> {
    pub(crate) envs: Option<&'f [Text]>,
    pub(crate) services: Option<&'f [Text]>,
    pub(crate) tiers: Option<&'f [Text]>,
    pub(crate) severities: Option<&'f [Text]>,
}

impl Test {
    pub(crate) fn filters(&self) -> Filters<'_> {
        Filters {
            envs: self.envs.as_deref(),
            services: self.services.as_deref(),
            tiers: self.tiers.as_deref(),
            severities: self.severities.as_deref(),
        }
    }
}

impl Notify {
    pub(crate) fn filters(&self) -> Filters<'_> {
        Filters {
            envs: self.envs.as_deref(),
            services: self.services.as_deref(),
            tiers: self.tiers.as_deref(),
            severities: self.severities.as_deref(),
        }
    }
}
