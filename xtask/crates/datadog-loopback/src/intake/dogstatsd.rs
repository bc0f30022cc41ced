//! The lines of DogStatsD: metrics, events and service checks.

use std::fmt;

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// A metric with one or more values.
    Metric(Metric),
    /// An event.
    Event(Event),
    /// The result of a service check.
    Check(Check),
}

/// A metric.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    /// Its name.
    pub name: String,
    /// Its values.
    pub values: Values,
    /// Its type.
    pub kind: Kind,
    /// The share of samples that were sent, above 0 and at most 1.
    pub rate: f64,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its time in unix seconds, if the line has one.
    pub at: Option<i64>,
}

/// The values of a metric.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Numbers.
    Numbers(Vec<f64>),
    /// Members of a set.
    Members(Vec<String>),
}

/// The type of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `c`
    Count,
    /// `g`
    Gauge,
    /// `h` and `ms`
    Histogram,
    /// `d`
    Distribution,
    /// `s`
    Set,
}

/// An event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// The title.
    pub title: String,
    /// The text.
    pub text: String,
    /// The time in unix seconds.
    pub at: Option<i64>,
    /// `error`, `warning`, `info` or `success`.
    pub alert_type: Option<String>,
    /// `normal` or `low`.
    pub priority: Option<String>,
    /// The host.
    pub host: Option<String>,
    /// The key by which events are gathered.
    pub aggregation_key: Option<String>,
    /// The source.
    pub source: Option<String>,
    /// The tags.
    pub tags: Vec<String>,
}

/// The result of a service check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// The name of the check.
    pub name: String,
    /// 0 OK, 1 warning, 2 critical, 3 unknown.
    pub status: u8,
    /// The time in unix seconds.
    pub at: Option<i64>,
    /// The host.
    pub host: Option<String>,
    /// The message.
    pub message: String,
    /// The tags.
    pub tags: Vec<String>,
}

/// Why a line is not valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError(String);

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for LineError {}

fn wrong<T>(what: impl Into<String>) -> Result<T, LineError> {
    Err(LineError(what.into()))
}

/// Reads the lines of a packet. Empty lines are skipped; each other line is read or is an error of its own.
pub fn packet(text: &str) -> impl Iterator<Item = Result<Line, LineError>> {
    text.lines().filter(|line| !line.is_empty()).map(line)
}

/// Reads a line.
///
/// # Errors
/// It is no metric, event or service check.
pub fn line(text: &str) -> Result<Line, LineError> {
    if text.starts_with("_e{") {
        event(text).map(Line::Event)
    } else if let Some(rest) = text.strip_prefix("_sc|") {
        check(rest).map(Line::Check)
    } else {
        metric(text).map(Line::Metric)
    }
}

fn tags(text: &str) -> Vec<String> {
    text.split(',')
        .filter(|tag| !tag.is_empty())
        .map(str::to_owned)
        .collect()
}

fn time(text: &str) -> Result<i64, LineError> {
    text.parse().or_else(|_| wrong(format!("'{text}' is not a time")))
}

fn metric(text: &str) -> Result<Metric, LineError> {
    let Some((name, rest)) = text.split_once(':').filter(|(name, _)| !name.is_empty()) else {
        return wrong(format!("'{text}' has no name and value"));
    };
    let mut parts = rest.split('|');
    let written = parts.next().unwrap_or_default();
    let kind = match parts.next() {
        Some("c") => Kind::Count,
        Some("g") => Kind::Gauge,
        Some("h" | "ms") => Kind::Histogram,
        Some("d") => Kind::Distribution,
        Some("s") => Kind::Set,
        other => return wrong(format!("'{}' is not a type of a metric", other.unwrap_or_default())),
    };
    let values = if kind == Kind::Set {
        Values::Members(vec![written.to_owned()])
    } else {
        let numbers = written.split(':').map(|number| match number.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => wrong(format!("'{number}' is not a value")),
        });
        Values::Numbers(numbers.collect::<Result<_, _>>()?)
    };
    let mut metric = Metric {
        name: name.to_owned(),
        values,
        kind,
        rate: 1.0,
        tags: Vec::new(),
        at: None,
    };
    for part in parts {
        if let Some(rate) = part.strip_prefix('@') {
            metric.rate = match rate.parse::<f64>() {
                Ok(rate) if rate > 0.0 && rate <= 1.0 => rate,
                _ => return wrong(format!("'{rate}' is not a sample rate")),
            };
        } else if let Some(list) = part.strip_prefix('#') {
            metric.tags = tags(list);
        } else if let Some(at) = part.strip_prefix('T') {
            metric.at = Some(time(at)?);
        }
        // Others identify the container, or are newer than this.
    }
    Ok(metric)
}

/// `_e{5,4}:title|text|d:...|h:...|k:...|p:...|s:...|t:...|#tags`
fn event(text: &str) -> Result<Event, LineError> {
    let invalid = || LineError(format!("'{text}' is not an event"));
    let (lengths, rest) = text
        .strip_prefix("_e{")
        .and_then(|rest| rest.split_once("}:"))
        .ok_or_else(invalid)?;
    let (title, body) = lengths.split_once(',').ok_or_else(invalid)?;
    let (title, body): (usize, usize) = (
        title.parse().map_err(|_| invalid())?,
        body.parse().map_err(|_| invalid())?,
    );
    let title_text = rest.get(..title).ok_or_else(invalid)?;
    let rest = rest
        .get(title..)
        .and_then(|rest| rest.strip_prefix('|'))
        .ok_or_else(invalid)?;
    let body_text = rest.get(..body).ok_or_else(invalid)?;
    let mut event = Event {
        title: title_text.to_owned(),
        text: body_text.replace("\\n", "\n"),
        ..Event::default()
    };
    for part in rest
        .get(body..)
        .unwrap_or_default()
        .split('|')
        .filter(|part| !part.is_empty())
    {
        if let Some(list) = part.strip_prefix('#') {
            event.tags = tags(list);
            continue;
        }
        let Some((key, value)) = part.split_once(':') else {
            return Err(invalid());
        };
        let value = value.to_owned();
        match key {
            "d" => event.at = Some(time(&value)?),
            "h" => event.host = Some(value),
            "k" => event.aggregation_key = Some(value),
            "p" => event.priority = Some(value),
            "s" => event.source = Some(value),
            "t" => event.alert_type = Some(value),
            _ => {}
        }
    }
    Ok(event)
}

/// `name|status|d:...|h:...|#tags|m:...`
fn check(text: &str) -> Result<Check, LineError> {
    let mut parts = text.split('|');
    let (Some(name), Some(status)) = (parts.next().filter(|name| !name.is_empty()), parts.next()) else {
        return wrong(format!("'{text}' is not a service check"));
    };
    let mut check = Check {
        name: name.to_owned(),
        status: match status.parse() {
            Ok(status) if status <= 3 => status,
            _ => return wrong(format!("'{status}' is not a status of a service check")),
        },
        ..Check::default()
    };
    for part in parts {
        if let Some(list) = part.strip_prefix('#') {
            check.tags = tags(list);
        } else if let Some(at) = part.strip_prefix("d:") {
            check.at = Some(time(at)?);
        } else if let Some(host) = part.strip_prefix("h:") {
            check.host = Some(host.to_owned());
        } else if let Some(message) = part.strip_prefix("m:") {
            check.message = message.replace("\\n", "\n");
        }
    }
    Ok(check)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metrics() {
        let Ok(Line::Metric(metric)) = line("jobs.done:1:2|c|@0.5|#env:prod,queue:a|T1800000000|c:ci-1") else {
            panic!("a metric");
        };
        assert_eq!(metric.values, Values::Numbers(vec![1.0, 2.0]));
        assert_eq!(
            (metric.kind, metric.rate, metric.at),
            (Kind::Count, 0.5, Some(1_800_000_000))
        );
        assert_eq!(metric.tags, ["env:prod", "queue:a"]);
        let Ok(Line::Metric(set)) = line("users:a:b|s") else {
            panic!("a set");
        };
        assert_eq!(set.values, Values::Members(vec!["a:b".to_owned()]));
        for text in [
            "", "a", ":1|c", "a:1", "a:1|x", "a:x|c", "a:NaN|g", "a:1|c|@0", "a:1|c|@2", "a:1|c|Tx",
        ] {
            assert!(line(text).is_err(), "{text}");
        }
    }

    #[test]
    fn events() {
        let Ok(Line::Event(event)) = line("_e{6,9}:deploy|of\\nnotes|t:success|d:1800000000|h:a|#env:prod") else {
            panic!("an event");
        };
        assert_eq!((&*event.title, &*event.text), ("deploy", "of\nnotes"));
        assert_eq!(
            (event.alert_type.as_deref(), event.at),
            (Some("success"), Some(1_800_000_000))
        );
        for text in ["_e{6,9}", "_e{x,1}:a|b", "_e{9,1}:a|b", "_e{1,1}:é|b", "_e{1,1}:a|b|x"] {
            assert!(line(text).is_err(), "{text}");
        }
    }

    #[test]
    fn checks() {
        let Ok(Line::Check(check)) = line("_sc|redis.can_connect|2|h:a|#port:6379|m:refused") else {
            panic!("a check");
        };
        assert_eq!(
            (&*check.name, check.status, &*check.message),
            ("redis.can_connect", 2, "refused")
        );
        for text in ["_sc|", "_sc|a", "_sc|a|4", "_sc||1"] {
            assert!(line(text).is_err(), "{text}");
        }
    }
}
