//! The loop over time: observe, judge, announce.

mod announce;
mod observe;

pub(crate) use announce::{Announcement, Announcer, Policy, Renotify};
pub(crate) use observe::{Observe, Schedule, evaluate};
