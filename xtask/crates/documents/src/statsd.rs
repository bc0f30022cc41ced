//! Lines of DogStatsD as clients send them (doc: developers/dogstatsd/datagram_shell).

use std::fmt;

/// A metric of a line: its values do not matter here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sample<'a> {
    /// The name, with its prefix.
    pub name: &'a str,
    /// `count`, `gauge` or `distribution`, as in the metric catalog; or another type that DogStatsD has.
    pub kind: &'static str,
    /// As they are in the line.
    pub tags: Vec<&'a str>,
}

/// Why a line is no metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// A service check or an event.
    OtherKind,
    /// Nothing before the first `:`.
    NoName,
    /// A name alone.
    NoValue,
    /// A value that is not finite or not a number.
    NotANumber,
    /// A type that DogStatsD does not have.
    UnknownType,
    /// A part after the type that DogStatsD does not have.
    UnknownPart,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OtherKind => "a service check or an event, not a metric",
            Self::NoName => "no name before ':'",
            Self::NoValue => "no value and type, as in 'jobs.total:1|c'",
            Self::NotANumber => "a value that is not a number",
            Self::UnknownType => "a type that is none of c, g, d, h, ms, s",
            Self::UnknownPart => {
                "a part that is none of a sample rate, tags, a container, a time stamp or a cardinality"
            }
        })
    }
}

/// Reads a line: `name:value[:value]|type[|@rate][|#tag,tag][|c:container][|T<time>][|e:<data>][|card:<cardinality>]`.
///
/// # Errors
/// The line is something else.
pub fn parse(line: &str) -> Result<Sample<'_>, Mistake> {
    if line.starts_with("_e{") || line.starts_with("_sc|") {
        return Err(Mistake::OtherKind);
    }
    let mut parts = line.split('|');
    let (name, values) = parts
        .next()
        .and_then(|head| head.split_once(':'))
        .ok_or(Mistake::NoName)?;
    if name.is_empty() {
        return Err(Mistake::NoName);
    }
    let kind = match parts.next().ok_or(Mistake::NoValue)? {
        "c" => "count",
        "g" => "gauge",
        "d" => "distribution",
        "h" => "histogram",
        "ms" => "timer",
        "s" => "set",
        _ => return Err(Mistake::UnknownType),
    };
    let is_number = |value: &str| value.parse::<f64>().is_ok_and(f64::is_finite);
    // A set counts distinct texts.
    if kind != "set" && !values.split(':').all(is_number) {
        return Err(Mistake::NotANumber);
    }
    let mut tags = Vec::new();
    for part in parts {
        if let Some(list) = part.strip_prefix('#') {
            tags.extend(list.split(',').filter(|tag| !tag.is_empty()));
        } else if !is_known(part) {
            return Err(Mistake::UnknownPart);
        }
    }
    Ok(Sample { name, kind, tags })
}

/// A sample rate, a time stamp, a container, external data or a cardinality.
fn is_known(part: &str) -> bool {
    let number = |prefix: char| {
        part.strip_prefix(prefix)
            .is_some_and(|rest| rest.parse::<f64>().is_ok())
    };
    number('@') || number('T') || ["c:", "e:", "card:"].iter().any(|prefix| part.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_line_makes_it_panic(line in "([a-z:|#@,0-9.cTäe{}_-]|\\|c|\\|#){0,40}") {
            if let Ok(sample) = parse(&line) {
                prop_assert!(line.starts_with(sample.name));
            }
        }

        #[test]
        fn what_is_written_is_read(
            name in "[a-z][a-z._]{0,20}",
            values in prop::collection::vec(-1e9..1e9f64, 1..4),
            tags in prop::collection::vec("[a-z]{1,8}:[a-z0-9./_-]{1,12}", 0..4),
        ) {
            let numbers: Vec<String> = values.iter().map(f64::to_string).collect();
            let line = format!("{name}:{}|d|#{}", numbers.join(":"), tags.join(","));
            let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
            prop_assert_eq!(parse(&line), Ok(Sample { name: &name, kind: "distribution", tags }));
        }
    }

    #[test]
    fn every_part_is_read() {
        let line = "acme.jobs:1:2.5|d|@0.5|#env:dev,queue:a.jobs|c:ci-1|T1800000000|e:it-false|card:low";
        let expected = Sample {
            name: "acme.jobs",
            kind: "distribution",
            tags: vec!["env:dev", "queue:a.jobs"],
        };
        assert_eq!(parse(line), Ok(expected));
        assert_eq!(parse("users:jane|s").map(|sample| sample.kind), Ok("set"));
        assert_eq!(parse("lag:-3e2|g|#").map(|sample| sample.tags), Ok(vec![]));
    }

    #[test]
    fn what_is_no_metric_is_refused() {
        for (line, mistake) in [
            ("_sc|db|0", Mistake::OtherKind),
            ("_e{3,4}:boo|text", Mistake::OtherKind),
            ("", Mistake::NoName),
            (":1|c", Mistake::NoName),
            ("jobs:1", Mistake::NoValue),
            ("jobs:one|c", Mistake::NotANumber),
            ("jobs:|c", Mistake::NotANumber),
            ("jobs:inf|g", Mistake::NotANumber),
            ("jobs:1|x", Mistake::UnknownType),
            ("jobs:1|c|env:dev", Mistake::UnknownPart),
            ("jobs:1|c|@half", Mistake::UnknownPart),
            ("jobs:1|c||#env:dev", Mistake::UnknownPart),
        ] {
            assert_eq!(parse(line), Err(mistake), "{line}");
        }
    }
}
