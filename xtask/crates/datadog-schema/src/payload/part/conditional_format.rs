//! Colours by value.

use crate::payload::declare::{choice, object};

choice! {
    pub(crate) FORMAT = "conditional format" by "/type" {
        is("range") => Object(RANGE),
        absent => Object(COMPARISON),
    }
}

object! {
    /// A colour along the range of values. Exports contain it; the public schema does not name it.
    RANGE = "range format" {
        type: required Only("range"),
        palette: required Text,
    }
}

object! {
    COMPARISON = "conditional format" {
        comparator: required Only("=", ">", ">=", "<", "<="),
        palette: required In(PALETTES),
        value: required Number,
        custom_bg_color: Text,
        custom_fg_color: Text,
        hide_value: Bool,
        image_url: Text,
        metric: Text,
        timeframe: Text,
    }
}

const PALETTES: &[&str] = &[
    "blue",
    "custom_bg",
    "custom_image",
    "custom_text",
    "gray_on_white",
    "grey",
    "green",
    "orange",
    "red",
    "red_on_white",
    "white_on_gray",
    "white_on_green",
    "green_on_white",
    "white_on_red",
    "white_on_yellow",
    "yellow_on_white",
    "black_on_light_yellow",
    "black_on_light_green",
    "black_on_light_red",
];
