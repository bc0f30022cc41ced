//! Colours and replacements by text.

use crate::payload::declare::{choice, object};

object! {
    pub(crate) RULE = "text format" {
        match: required Object(MATCH),
        custom_bg_color: Text,
        custom_fg_color: Text,
        palette: Only(
            "white_on_red", "white_on_yellow", "white_on_green", "black_on_light_red", "black_on_light_yellow", "black_on_light_green",
            "red_on_white", "yellow_on_white", "green_on_white", "custom_bg", "custom_text"
        ),
        replace: Choice(REPLACE),
    }
}

object! {
    MATCH = "match of a text format" {
        type: required Only("is", "is_not", "contains", "does_not_contain", "starts_with", "ends_with"),
        value: required Text,
    }
}

choice! {
    REPLACE = "replacement of a text format" by "/type" {
        is("all") => Object(ALL),
        is("substring") => Object(SUBSTRING),
    }
}

object! {
    ALL = "whole replacement" {
        type: required Only("all"),
        with: required Text,
    }
}

object! {
    SUBSTRING = "replacement of a part" {
        type: required Only("substring"),
        substring: required Text,
        with: required Text,
    }
}
