//! The loop over time: observe, evaluate, notify.

mod notifier;
mod observe;

pub(crate) use notifier::{Mute, NotificationPolicy, Notifier, PendingNotification, Renotify};
pub(crate) use observe::{Observe, Schedule, evaluate};
