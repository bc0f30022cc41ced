//! The loop over time: observe, judge, announce.

mod announce;
mod observe;

pub(crate) use announce::{Announcement, Announcer, Mute, Policy, Renotify};
pub(crate) use observe::{Observe, Schedule, evaluate};
