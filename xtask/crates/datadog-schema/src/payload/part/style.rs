//! How a request is drawn.

use crate::payload::declare::object;

object! {
    pub(crate) REQUEST = "style of a request" {
        color_order: Only("shuffled", "monotonic"),
        line_type: In(LINE_TYPES),
        line_width: In(LINE_WIDTHS),
        order_by: In(ORDERS),
        order_reverse: Bool,
        palette: Text,
    }
}

object! {
    pub(crate) PALETTE = "style of a request" {
        palette: Text,
    }
}

pub(crate) const LINE_TYPES: &[&str] = &["dashed", "dotted", "solid"];

pub(crate) const LINE_WIDTHS: &[&str] = &["normal", "thick", "thin"];

pub(crate) const ORDERS: &[&str] = &["tags", "values"];

pub(crate) const SCALINGS: &[&str] = &["absolute", "relative"];
