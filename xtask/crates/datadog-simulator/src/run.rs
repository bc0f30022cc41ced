//! The loop over time: observe each group, evaluate its state, decide on notifications.

mod notifier;
mod observe;

pub(crate) use notifier::{Mute, NotificationPolicy, Notifier, PendingNotification, Renotify};
pub(crate) use observe::{Observe, Schedule, evaluate};
