//! Text in HTML.

/// Escapes `text` for element content and quoted attributes. Characters that XML does not allow are left out.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A coordinate: at most one decimal place.
pub(crate) fn at(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // no negative zero
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

/// A line that fills the widget: why nothing is drawn.
pub(crate) fn empty(text: &str) -> String {
    format!("<p class=\"none\">{}</p>", escape(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(
            escape("<a href=\"x\">'&\u{1}"),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;"
        );
    }

    #[test]
    fn coordinates_are_short() {
        let found: Vec<String> = [1.0, 1.26, -0.01].into_iter().map(at).collect();
        assert_eq!(found, ["1", "1.3", "0"]);
    }
}
