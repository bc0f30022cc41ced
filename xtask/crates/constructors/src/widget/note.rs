//! Text in Markdown.

use serde_json::{Map, Value};

use super::{WidgetContext, WidgetKind};
use crate::args::{Field, FieldType, optional, required};
use crate::finding::{Built, Finding, Findings};
use crate::object::object;

const FIELDS: &[Field] = &[
    required("text", FieldType::Markdown, "the text"),
    optional("background", FieldType::Choice(&BACKGROUNDS), "the colour behind it").default("'white'"),
];

pub(super) const KIND: WidgetKind = WidgetKind {
    name: "note",
    summary: "Text in Markdown.",
    fields: FIELDS,
    height: 3,
    build,
};

const BACKGROUNDS: [&str; 9] = [
    "blue", "gray", "green", "orange", "pink", "purple", "red", "white", "yellow",
];

fn build(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
    let args = &context.args;
    for field in ["title", "hint"] {
        if args.get(field).is_some() {
            let finding = Finding::new("dashboard/note", format!("widget note: a note has no {field}")).at(field);
            return Err(args.reject(field, finding.help("write it into the text"), findings));
        }
    }
    let text = args.text("text", findings);
    let known = BACKGROUNDS.map(|colour| (colour, colour));
    let background = args.word_or_none(
        "background",
        "dashboard/unknown-background",
        "background of a note",
        &known,
        findings,
    );
    Ok(object!({
        "type": "note",
        "content": text?,
        "background_color": background?.unwrap_or("white"),
        "font_size": "14",
        "text_align": "left",
        "vertical_align": "top",
        "has_padding": true,
        "show_tick": false,
    }))
}
