pub(crate) mod idle_target;
pub(crate) mod loose_warning;
pub(crate) mod mixed_targets;
pub(crate) mod short_window;
pub(crate) mod unknown_signal;
pub(crate) mod unpromised_service;
pub(crate) mod unreachable_target;
pub(crate) mod unwatched;
