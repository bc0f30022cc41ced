//! Colours by the names of Datadog's palettes. Each is as legible on white as on the dark background.

/// The colours of curves, one after another. The first three of one hue, which p50, p95 and p99 have, also differ in lightness, for those who do not see
/// the hue. An unknown palette is the one that Datadog uses by default.
pub(crate) fn curves(palette: &str) -> &'static [&'static str] {
    match palette {
        "blue" | "cool" | "dog_classic_cool" => &["#2f7ed8", "#7fb8f0", "#174f8f", "#a9d2f7", "#4a94e0", "#1f66b5"],
        "orange" => &["#d96a10", "#f7b267", "#984405", "#fad0a0", "#e88a3a", "#b8570a"],
        "purple" => &["#8a4fd3", "#c4a0f5", "#612aa0", "#dcc8fa", "#a277e0", "#7440b8"],
        "red" => &["#d9403a", "#f59a94", "#931d17", "#fac4c0", "#e8706a", "#b52f28"],
        "green" => &["#2f9e5b", "#7ecf9f", "#176034", "#b0e6c5", "#54b87d", "#227d46"],
        "gray" | "grey" => &["#7a828b", "#b4bbc2", "#4c535a", "#d0d5da", "#959da6", "#626a73"],
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

    #[test]
    fn three_curves_of_one_hue_differ_in_lightness() {
        for palette in ["blue", "orange", "purple", "red", "green", "gray"] {
            let light: Vec<f64> = curves(palette)[..3]
                .iter()
                .map(|colour| luminance(colour) + 0.05)
                .collect();
            for (a, b) in [(0, 1), (0, 2), (1, 2)] {
                let ratio = light[a].max(light[b]) / light[a].min(light[b]);
                assert!(ratio > 1.75, "{palette} {a} {b}: {ratio}");
            }
            // Against the page's cards, white and dark.
            for light in light {
                let dark = luminance("#161b22") + 0.05;
                assert!(1.05 / light > 1.8 && light / dark > 1.8, "{palette}: {light}");
            }
        }
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
