//! Which way something is sorted.

pub(crate) const ORDER: &[&str] = &["asc", "desc"];
