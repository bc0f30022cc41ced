//! The fields of constructors: the name, the type, the unit, the default and the meaning of each, in one place. Values are checked by them, and
//! `docs/reference/constructors.md` is generated from them.

use model::ObjectKind;
use serde_json::Value;

/// The type of a field's value.
#[derive(Clone, Copy, Debug)]
pub enum FieldType {
    /// A part of a sentence: not empty, one line.
    Clause,
    /// A text of any form.
    Text,
    /// A text in Markdown.
    Markdown,
    /// A number and a unit: `10m`, `1h`, `2d`.
    Duration,
    /// A day: `2027-03-01`.
    Date,
    /// Any number.
    Number,
    /// A number from 0 to 100.
    Percent,
    /// A number that is not negative.
    Seconds,
    /// A whole number from 1 to this one.
    Count(u64),
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// One of these numbers.
    Percentile(&'static [u8]),
    /// A list of them.
    Percentiles(&'static [u8]),
    /// A metric of the catalog, without the prefix of custom metrics.
    Metric,
    /// A list of tags that each metric has.
    Tags,
    /// Tags and the values that they may have.
    TagFilter,
    /// A signal: `ctx.signals.<archetype>.<signal>` or `ctx.signal.<kind>({ ... })`.
    Signal,
    /// A list of signals.
    Signals,
    /// A severity of the policy.
    Severity,
    /// A team of the policy.
    Team,
    /// The path of another object of this kind.
    Path(ObjectKind),
    /// A list of paths of other objects of this kind.
    Paths(ObjectKind),
    /// An object of paths of other objects of this kind, by the names that another field uses.
    PathsByName(ObjectKind),
    /// A declared service.
    Service,
    /// A list of declared services.
    Services,
    /// A list of texts.
    Texts,
    /// A search in Datadog's language.
    Search,
    /// An object with the fields of this part of the reference.
    Object(&'static str),
    /// A list of objects with the fields of this part of the reference.
    Objects(&'static str),
    /// A list of lists of widgets.
    Rows,
    /// A list of groups of widgets.
    Groups,
}

/// A field of a constructor.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// The type of its value.
    pub kind: FieldType,
    /// What it means.
    pub meaning: &'static str,
    /// Whether it must be set.
    pub required: bool,
    /// The unit of its value; empty where it has none.
    pub unit: &'static str,
    /// What holds where it is not set or `null`; empty where nothing does.
    pub default: &'static str,
    /// A value as Jsonnet; empty where the type is enough.
    pub example: &'static str,
}

pub(crate) const fn required(name: &'static str, kind: FieldType, meaning: &'static str) -> Field {
    Field {
        name,
        kind,
        meaning,
        required: true,
        unit: "",
        default: "",
        example: "",
    }
}

/// A field that may be left out; `null` means the same.
pub(crate) const fn optional(name: &'static str, kind: FieldType, meaning: &'static str) -> Field {
    let mut field = required(name, kind, meaning);
    field.required = false;
    field
}

impl Field {
    pub(crate) const fn unit(mut self, unit: &'static str) -> Self {
        self.unit = unit;
        self
    }

    pub(crate) const fn default(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }

    pub(crate) const fn example(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }
}

/// The words of a table that maps words to values.
pub(crate) const fn words<T: Copy, const N: usize>(table: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut n = 0;
    while n < N {
        words[n] = table[n].0;
        n += 1;
    }
    words
}

/// What is wrong with a value, and what to write.
pub(crate) struct Malformed {
    /// Follows the field's name: `must be ...`.
    pub(crate) what: String,
    pub(crate) help: String,
}

impl FieldType {
    /// What is wrong with the form of `value`. A value of another JSON type is reported where it is read.
    pub(crate) fn malformed(self, value: &Value) -> Option<Malformed> {
        let malformed = |what: String, help: &str| {
            Some(Malformed {
                what,
                help: help.to_owned(),
            })
        };
        match (self, value) {
            (Self::Clause, Value::String(text)) => {
                let wrong = if text.trim().is_empty() {
                    "must not be empty"
                } else if text.contains('\n') {
                    "must be one line"
                } else {
                    return None;
                };
                malformed(wrong.to_owned(), "write a part of a sentence: 'jobs are failing'")
            }
            (Self::Duration, Value::String(text)) if !is_duration(text) => malformed(
                format!("must be a duration, not '{text}'"),
                "write a number and one of m, h, d and w, without a space: '10m', '1h', '2d'",
            ),
            (Self::Percent, Value::Number(number)) if !within(number.as_f64(), 0.0, 100.0) => malformed(
                format!("must be a percentage from 0 to 100, not {number}"),
                "write 3 for 3 %",
            ),
            (Self::Seconds, Value::Number(number)) if !within(number.as_f64(), 0.0, f64::MAX) => malformed(
                format!("must be a number of seconds, not {number}"),
                "write 900 for 15 minutes",
            ),
            (Self::Tags | Self::Texts | Self::Services | Self::Paths(_), Value::Array(items))
                if items.iter().any(|item| item == "") =>
            {
                malformed("must not have an empty text".to_owned(), "remove it")
            }
            _ => None,
        }
    }
}

fn within(number: Option<f64>, least: f64, most: f64) -> bool {
    number.is_some_and(|number| (least..=most).contains(&number))
}

/// `10m`, `1h`, `2d`, `1w`: what Datadog accepts after `last_` (`doc: monitors/types/metric`). Allows at most four digits.
fn is_duration(text: &str) -> bool {
    let Some(number) = ["m", "h", "d", "w"].iter().find_map(|unit| text.strip_suffix(unit)) else {
        return false;
    };
    (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(kind: FieldType, accepted: &[Value], rejected: &[Value]) {
        for value in accepted {
            assert!(kind.malformed(value).is_none(), "{value}");
        }
        for value in rejected {
            assert!(kind.malformed(value).is_some(), "{value}");
        }
    }

    #[test]
    fn values_have_the_form_of_their_type() {
        check(
            FieldType::Duration,
            &[json!("5m"), json!("10m"), json!("1h"), json!("14d"), json!("1w")],
            &[
                json!("1 h"),
                json!("10hello"),
                json!("10"),
                json!("0m"),
                json!("h"),
                json!(""),
                json!("1.5h"),
                json!("10000m"),
            ],
        );
        check(
            FieldType::Percent,
            &[json!(0), json!(0.5), json!(100)],
            &[json!(-1), json!(100.1), json!(300)],
        );
        check(FieldType::Seconds, &[json!(0), json!(900)], &[json!(-1)]);
        check(
            FieldType::Clause,
            &[json!("jobs are failing")],
            &[json!(""), json!("  "), json!("a\nb")],
        );
        check(FieldType::Tags, &[json!([]), json!(["queue"])], &[json!(["queue", ""])]);
    }
}
