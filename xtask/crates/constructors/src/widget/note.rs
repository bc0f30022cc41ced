//! Text in Markdown.

use serde_json::{Map, Value};

use super::Making;
use crate::finding::{Finding, Findings, Lowered};
use crate::given::{Field, optional, required};
use crate::object::object;

pub(super) const FIELDS: [Field; 2] = [
    required("text", "the text, Markdown"),
    optional("background", "a colour; white unless said"),
];

const BACKGROUNDS: [&str; 9] = [
    "blue", "gray", "green", "orange", "pink", "purple", "red", "white", "yellow",
];

pub(super) fn make(making: &Making<'_, '_>, findings: &mut Findings) -> Lowered<Map<String, Value>> {
    let given = &making.given;
    for field in ["title", "hint"] {
        if given.said(field).is_some() {
            let finding = Finding::new("dashboard/note", format!("widget note: a note has no {field}")).at(field);
            return Err(findings.push(finding.help("write it into the text")));
        }
    }
    let text = given.text("text", findings);
    let known = BACKGROUNDS.map(|colour| (colour, colour));
    let background = given.word_or_none(
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
