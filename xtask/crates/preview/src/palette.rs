//! Colours by the names of Datadog's palettes. Each is as legible on white as on the dark background.

/// The colours of curves, one after another. An unknown palette is the one that Datadog uses by default.
pub(crate) fn curves(palette: &str) -> &'static [&'static str] {
    match palette {
        "blue" | "cool" | "dog_classic_cool" => &["#2f7ed8", "#5aa9e6", "#1b5fa8", "#7fc8f8", "#3a86c8", "#184e8a"],
        "orange" => &["#e8761b", "#f4a24c", "#c75b0b", "#f7bd7f", "#d9822b", "#a34a08"],
        "purple" => &["#8a4fd3", "#b088e8", "#6a35ad", "#c9a9f2", "#9b6be0", "#53288a"],
        "red" => &["#d9403a", "#ee7b75", "#b3261e", "#f5a39e", "#e05a54", "#8f1d17"],
        "green" => &["#2f9e5b", "#65c18a", "#1f7a43", "#94d8ae", "#48b072", "#155c31"],
        "gray" | "grey" => &["#7a828b", "#9aa2ab", "#626a73", "#b4bbc2", "#868e97", "#50575f"],
        "warm" => &["#e0533d", "#f2994a", "#f2c14e", "#c2375a", "#d97706", "#f08a8a"],
        _ => &[
            "#2f7ed8", "#8a4fd3", "#e8761b", "#2f9e5b", "#d9403a", "#14a3a8", "#c2377f", "#a8801e", "#5b6ee1",
            "#6d9e23", "#b0563b", "#4b8fb3", "#9c5bb5", "#cf8a1a", "#3d8f7d", "#7a828b",
        ],
    }
}

/// The background and the text of a conditional format such as `white_on_red`, or what colour the text is alone: `red_on_white`.
pub(crate) fn format(palette: &str) -> Option<(&'static str, &'static str)> {
    let (text, background) = palette.split_once("_on_")?;
    Some((named(background)?, named(text)?))
}

/// A colour of a conditional format, or of a group's or a note's background.
pub(crate) fn named(name: &str) -> Option<&'static str> {
    Some(match name.strip_prefix("vivid_").unwrap_or(name) {
        "white" => "#ffffff",
        "black" => "#1c2b34",
        "red" => "#c9302c",
        "light_red" => "#ffd6d2",
        "yellow" => "#b7791f",
        "light_yellow" => "#fff3c4",
        "green" => "#23834a",
        "light_green" => "#d1f2dd",
        "blue" => "#2466b3",
        "purple" => "#6b3fb0",
        "pink" => "#b83280",
        "orange" => "#b65a12",
        "gray" | "grey" => "#5c656e",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn palettes_are_found_by_name() {
        assert_eq!(format("white_on_red"), Some(("#c9302c", "#ffffff")));
        assert_eq!(format("black_on_light_yellow"), Some(("#fff3c4", "#1c2b34")));
        assert_eq!((format("custom_bg"), named("vivid_blue")), (None, Some("#2466b3")));
        assert_eq!(curves("no such palette").len(), 16);
    }

    /// WCAG AA for large text.
    #[test]
    fn text_is_legible_on_its_background() {
        for palette in [
            "white_on_red",
            "white_on_yellow",
            "white_on_green",
            "black_on_light_red",
            "black_on_light_green",
        ] {
            let (background, text) = format(palette).expect("a palette");
            let (a, b) = (luminance(background), luminance(text));
            let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(contrast > 3.0, "{palette}: {contrast}");
        }
    }

    fn luminance(colour: &str) -> f64 {
        let part = |from: usize| {
            let value = f64::from(u8::from_str_radix(&colour[from..from + 2], 16).expect("a colour")) / 255.0;
            if value <= 0.03928 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }
}
