pub(crate) mod loose_warning;
pub(crate) mod low_target;
pub(crate) mod missing_slo;
pub(crate) mod mixed_targets;
pub(crate) mod short_window;
pub(crate) mod unknown_signal;
pub(crate) mod unmonitored;
pub(crate) mod unreachable_target;
