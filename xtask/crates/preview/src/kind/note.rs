//! Notes: Markdown.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};
use serde_json::Value;

use super::Drawn;
use crate::palette;
use crate::payload::text;
use crate::state::State;

/// A note on its background.
pub(super) fn draw(widget: &Value) -> Drawn {
    let content = text(widget, "/content")
        .or_else(|| text(widget, "/text"))
        .unwrap_or_default();
    let background = text(widget, "/background_color").filter(|name| !matches!(*name, "white" | "transparent"));
    let colours = background.and_then(palette::named).map(|colour| {
        let ink = if background.is_some_and(|name| name.starts_with("vivid_")) {
            "#fff"
        } else {
            "#1c2b34"
        };
        format!(" style=\"background:{colour};color:{ink}\"")
    });
    let align = match text(widget, "/text_align") {
        Some("center") => " c",
        Some("right") => " r",
        _ => "",
    };
    let body = format!(
        "<div class=\"note{align}\"{}>{}</div>",
        colours.unwrap_or_default(),
        markdown(content)
    );
    Drawn {
        body,
        state: State::Still,
    }
}

/// Markdown as HTML: markup in it is text, images are their descriptions, and links lead only to web pages.
fn markdown(content: &str) -> String {
    let mut skipped = Vec::new();
    let events =
        Parser::new_ext(content, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).filter_map(
            |event| match event {
                Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
                Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
                Event::Start(Tag::Link { ref dest_url, .. }) => {
                    let is_page = dest_url.starts_with("https://") || dest_url.starts_with("http://");
                    skipped.push(!is_page);
                    is_page.then_some(event)
                }
                Event::End(TagEnd::Link) => (!skipped.pop().unwrap_or_default()).then_some(event),
                event => Some(event),
            },
        );
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text() {
        let html = markdown("**a** <script>x</script> [b](javascript:x) [c](https://d) ![e](https://f.png)");
        assert_eq!(
            html.trim_end(),
            "<p><strong>a</strong> &lt;script&gt;x&lt;/script&gt; b <a href=\"https://d\">c</a> e</p>"
        );
    }
}
