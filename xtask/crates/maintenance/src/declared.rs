//! Downtimes that services declare in Jsonnet, as the windows whose rules they follow.

use std::collections::BTreeMap;

use documents::window::{Notify, Once, Recurring, Scope, Window};
use documents::yaml::Located;
use render::{Downtime, Object, Schedule, Spec};
use repository::{Source, WindowFile};

use crate::Bytes;

/// A downtime as a window, with the file that declares it.
pub(crate) struct Declared {
    pub(crate) file: WindowFile,
    pub(crate) window: Window,
}

impl Declared {
    /// `None` of any other object.
    pub(crate) fn read(object: &Object, sources: &BTreeMap<String, Source>) -> Option<Self> {
        let Spec::Downtime(downtime) = &object.spec else {
            return None;
        };
        let path = object.source();
        let source = path.strip_prefix("jsonnet/").and_then(|path| sources.get(path));
        let file = WindowFile {
            env: object.scope.clone(),
            name: format!("{}/{}", object.path.service, object.path.name),
            path,
            text: source.map_or_else(|| "".into(), |source| source.text.clone()),
        };
        let window = window(downtime, &object.path.service, &file.text);
        Some(Self { file, window })
    }
}

fn window(downtime: &Downtime, service: &str, text: &str) -> Window {
    let at = |field: &str, value: &str| Located {
        value: value.to_owned(),
        span: place(text, field, value),
    };
    let (once, recurring) = match &downtime.schedule {
        Schedule::Once { start, end } => {
            let once = Once {
                start: at("start", start),
                end: at("end", end),
            };
            (Some(once), None)
        }
        Schedule::Recurring {
            start,
            duration,
            rrule,
            timezone,
        } => {
            let recurring = Recurring {
                start: at("start", start),
                duration: at("duration", duration),
                rrule: at("rrule", rrule),
                timezone: at("timezone", timezone),
            };
            (None, Some(recurring))
        }
    };
    let tags = downtime.monitor_tags.iter().map(|tag| {
        let field = if tag.starts_with("severity:") {
            "severity"
        } else {
            "monitor"
        };
        Located {
            value: tag.clone(),
            span: place(text, field, ""),
        }
    });
    let scope = Scope {
        services: vec![Located {
            value: service.to_owned(),
            span: place(text, "reason", &downtime.reason),
        }],
        teams: Vec::new(),
        monitor_tags: tags.collect(),
    };
    Window {
        reason: at("reason", &downtime.reason),
        scope: Located {
            value: scope,
            span: 0..0,
        },
        once: once.map(|value| Located { value, span: 0..0 }),
        recurring: recurring.map(|value| Located { value, span: 0..0 }),
        notify: Notify::default(),
        mutes_p1_because: downtime
            .mutes_p1_because
            .as_deref()
            .map(|because| at("mutes_p1_because", because)),
    }
}

/// The bytes of a value in the text of the file: as it is written after its field, otherwise those of the field's name, otherwise none. The file computes
/// what it does not write.
fn place(text: &str, field: &str, value: &str) -> Bytes {
    let key = format!("{field}:");
    let starts_word = |at: usize| {
        text[..at]
            .chars()
            .next_back()
            .is_none_or(|c| !(c.is_alphanumeric() || c == '_'))
    };
    let Some((at, _)) = text.match_indices(&key).find(|(at, _)| starts_word(*at)) else {
        return 0..0;
    };
    let after = at + key.len();
    match text[after..].find(value) {
        Some(offset) if !value.is_empty() => after + offset..after + offset + value.len(),
        _ => at..at + field.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_value_is_underlined_after_its_field() {
        let text = "{ restart: '2h', start: '1h', duration: hours }";
        let at = |field, value| &text[place(text, field, value)];
        assert_eq!(at("start", "1h"), "1h");
        assert_eq!(at("duration", "3h"), "duration");
        assert_eq!(at("rrule", "x"), "");
    }
}
