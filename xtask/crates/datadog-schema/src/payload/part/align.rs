//! Alignments.

pub(crate) const TEXT: &[&str] = &["center", "left", "right"];

pub(crate) const VERTICAL: &[&str] = &["center", "top", "bottom"];
