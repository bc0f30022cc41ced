//! The limits of a value: lines in a chart, colours of a number.
//!
//! ```text
//! { alert: 5, warn: 2.5, label: 'SLO: 95 % succeed' }     more is worse
//! { alert: 99.9, better: 'higher' }                       less is worse
//! ```

use serde_json::Value;

use crate::args::{Args, Field, FieldType, optional, required, words};
use crate::decimal;
use crate::finding::{Built, Findings};
use crate::object::object;

pub(super) const MEANING: &str = "lines in a chart or colours of a number";

pub(super) const FIELDS: &[Field] = &[
    required("alert", FieldType::Number, "from where it is bad").unit("what is shown"),
    optional("warn", FieldType::Number, "from where it is a warning")
        .unit("what is shown")
        .default("none"),
    optional("better", FieldType::Choice(BETTER_WORDS), "which side is good").default("'lower'"),
    optional("label", FieldType::Text, "the name of the limit").default("'limit'"),
];

const BETTER: [(&str, bool); 2] = [("lower", false), ("higher", true)];
const BETTER_WORDS: &[&str] = &words(&BETTER);

#[derive(Clone, Copy, Debug)]
pub(super) struct Limits<'a> {
    alert: f64,
    warn: Option<f64>,
    higher_is_better: bool,
    label: &'a str,
}

impl<'a> Limits<'a> {
    /// Those of a widget or a column, where it has any.
    pub(super) fn read(of: &Args<'a>, findings: &mut Findings) -> Built<Option<Self>> {
        let Some(value) = of.get("limits") else {
            return Ok(None);
        };
        let args = Args::read("limits of a widget", value, &[FIELDS], findings)?;
        let alert = args.number("alert", findings);
        let warn = args.number_or_none("warn", findings);
        let better = args.word_or_none(
            "better",
            "dashboard/unknown-better",
            "better of limits",
            &BETTER,
            findings,
        );
        let label = args.text_or_none("label", findings);
        Ok(Some(Self {
            alert: alert?,
            warn: warn?,
            higher_is_better: better?.unwrap_or(false),
            label: label?.unwrap_or("limit"),
        }))
    }

    /// Lines across a chart.
    pub(super) fn markers(&self) -> Value {
        let line = |at: f64, kind: &str, label: &str| object!({ "value": format!("y = {}", decimal::text(at)), "display_type": kind, "label": label });
        let warn = self.warn.map(|warn| line(warn, "warning dashed", "warning"));
        [line(self.alert, "error dashed", self.label)]
            .into_iter()
            .chain(warn)
            .collect()
    }

    /// Colours of a number; the first that applies.
    pub(super) fn formats(&self) -> Value {
        let (bad, good) = if self.higher_is_better {
            ("<", ">=")
        } else {
            (">=", "<")
        };
        let format = |comparator: &str, at: f64, palette: &str| object!({ "comparator": comparator, "value": decimal::value(at), "palette": palette });
        let warn = self.warn.map(|warn| format(bad, warn, "white_on_yellow"));
        [format(bad, self.alert, "white_on_red")]
            .into_iter()
            .chain(warn)
            .chain([format(good, self.warn.unwrap_or(self.alert), "white_on_green")])
            .collect()
    }
}

/// How to sort so that the values to look at come first.
pub(super) fn worst_first(limits: Option<&Limits<'_>>) -> &'static str {
    if limits.is_some_and(|l| l.higher_is_better) {
        "asc"
    } else {
        "desc"
    }
}
