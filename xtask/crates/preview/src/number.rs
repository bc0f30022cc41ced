//! Numbers with units, as Datadog shows them: `1.2 s`, `34 %`, `5 k`.

use serde_json::Value;

use crate::payload::text;

/// What a number counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A plain number.
    #[default]
    None,
    /// A time, in this many nanoseconds.
    Time(u64),
    /// Bytes, this many.
    Bytes(u64),
    /// A part of a hundred.
    Percent,
    /// Processor cores, in billionths of this many.
    Cores(u64),
    /// Anything else, by its name in the singular.
    Named(String),
    /// A text of the dashboard's own.
    Label(String),
}

/// Names, the size of a step, in the family's smallest unit.
type Step = (&'static str, f64);

const TIMES: [Step; 7] = [
    ("ns", 1.0),
    ("µs", 1e3),
    ("ms", 1e6),
    ("s", 1e9),
    ("min", 60e9),
    ("h", 3600e9),
    ("d", 86_400e9),
];
const BYTES: [Step; 6] = [
    ("B", 1.0),
    ("KiB", 1024.0),
    ("MiB", 1_048_576.0),
    ("GiB", 1_073_741_824.0),
    ("TiB", 1_099_511_627_776.0),
    ("PiB", 1_125_899_906_842_624.0),
];
const CORES: [Step; 4] = [("ncores", 1.0), ("µcores", 1e3), ("mcores", 1e6), ("cores", 1e9)];
const PLAIN: [Step; 5] = [("", 1.0), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12)];

impl Unit {
    /// The unit of a formula's `number_format`.
    pub(crate) fn of(formula: &Value) -> Self {
        match (
            text(formula, "/number_format/unit/unit_name"),
            text(formula, "/number_format/unit/label"),
        ) {
            (Some(name), _) => Self::named(name),
            (None, Some(label)) => Self::Label(label.to_owned()),
            (None, None) => Self::None,
        }
    }

    /// A unit by Datadog's name.
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "nanosecond" => Self::Time(1),
            "microsecond" => Self::Time(1_000),
            "millisecond" => Self::Time(1_000_000),
            "second" => Self::Time(1_000_000_000),
            "minute" => Self::Time(60_000_000_000),
            "hour" => Self::Time(3_600_000_000_000),
            "day" => Self::Time(86_400_000_000_000),
            "week" => Self::Time(604_800_000_000_000),
            "byte" => Self::Bytes(1),
            "kibibyte" => Self::Bytes(1 << 10),
            "mebibyte" => Self::Bytes(1 << 20),
            "gibibyte" => Self::Bytes(1 << 30),
            "percent" => Self::Percent,
            "nanocore" => Self::Cores(1),
            "microcore" => Self::Cores(1_000),
            "millicore" => Self::Cores(1_000_000),
            "core" => Self::Cores(1_000_000_000),
            name => Self::Named(name.to_owned()),
        }
    }

    /// The steps of its family, and how many of the smallest one it is.
    fn family(&self) -> Option<(&'static [Step], f64)> {
        match self {
            Self::Time(size) => Some((&TIMES, *size as f64)),
            Self::Bytes(size) => Some((&BYTES, *size as f64)),
            Self::Cores(size) => Some((&CORES, *size as f64)),
            _ => None,
        }
    }

    /// The step of its family in which the value is written: its name, and how much of this unit one is.
    pub(crate) fn step(&self, value: f64) -> (&'static str, f64) {
        // 2 k % is no number that anybody says
        if *self == Self::Percent {
            return ("", 1.0);
        }
        let (steps, size) = self.family().unwrap_or((&PLAIN, 1.0));
        let magnitude = value.abs() * size;
        let found = steps.iter().rfind(|(_, step)| magnitude >= *step);
        // a zero of a family is written in the family's main unit
        let zero = match self {
            Self::Time(_) | Self::Cores(_) if magnitude == 0.0 => steps.get(3),
            _ => steps.first(),
        };
        let (name, step) = found.or(zero).copied().unwrap_or(("", 1.0));
        (name, step / size)
    }
}

/// The number and its unit apart. `precision` is the number of decimal places, of which zeros at the end are left out; without it three digits count.
pub(crate) fn parts(value: f64, unit: &Unit, precision: Option<usize>) -> (String, String) {
    let (name, step) = unit.step(value);
    let precision = match unit {
        // An average of what there are only whole ones of.
        Unit::Named(_) if name.is_empty() => whole(value)
            .map(|places| precision.unwrap_or(places).min(places))
            .or(precision),
        _ => precision,
    };
    let number = digits(value / step, precision);
    let joined = |unit: &str| {
        if name.is_empty() {
            unit.to_owned()
        } else {
            format!("{name} {unit}")
        }
    };
    let label = match unit {
        Unit::None => name.to_owned(),
        Unit::Time(_) | Unit::Bytes(_) | Unit::Cores(_) => name.to_owned(),
        Unit::Percent => joined("%"),
        Unit::Named(unit) if number == "1" && name.is_empty() => unit.clone(),
        Unit::Named(unit) => joined(&plural(unit)),
        Unit::Label(label) => joined(label),
    };
    (number, label.trim().to_owned())
}

/// The number with its unit.
pub(crate) fn full(value: f64, unit: &Unit, precision: Option<usize>) -> String {
    let (number, unit) = parts(value, unit, precision);
    format!("{number} {unit}").trim_end().to_owned()
}

/// The number at an axis: without the name of what is counted.
pub(crate) fn short(value: f64, unit: &Unit) -> String {
    match unit {
        Unit::Named(_) | Unit::Label(_) => full(value, &Unit::None, None),
        unit => full(value, unit, None),
    }
}

/// How many decimal places an average of whole things has at most; any number below one.
fn whole(value: f64) -> Option<usize> {
    match value.abs() {
        size if size >= 9.95 => Some(0),
        size if size >= 1.0 => Some(1),
        _ => None,
    }
}

/// The number with two digits that count, and its sign: what is left of an error budget, of which more may be spent than there is.
pub(crate) fn rough_percent(value: f64) -> String {
    let magnitude = value.abs().max(1.0).log10().floor();
    let step = 10f64.powf(magnitude - 1.0);
    let rounded = (value / step).round() * step;
    full(rounded, &Unit::Percent, Some(usize::from(magnitude < 1.0)))
}

fn digits(value: f64, precision: Option<usize>) -> String {
    let places = precision.unwrap_or(match value.abs() {
        size if size >= 99.95 => 0,
        size if size >= 9.995 => 1,
        _ => 2,
    });
    let written = format!("{value:.*}", places.min(6));
    let short = if written.contains('.') {
        written.trim_end_matches('0').trim_end_matches('.')
    } else {
        &written
    };
    if short == "-0" || short.is_empty() {
        "0".to_owned()
    } else {
        short.to_owned()
    }
}

fn plural(unit: &str) -> String {
    match unit {
        "index" => "indices".to_owned(),
        "query" | "entry" | "library" => format!("{}ies", &unit[..unit.len() - 1]),
        unit if unit.ends_with('s') || unit.ends_with("sh") || unit.ends_with("ch") => format!("{unit}es"),
        unit => format!("{unit}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_have_units() {
        let check =
            |value: f64, unit: &str, expected: &str| assert_eq!(full(value, &Unit::named(unit), None), expected);
        check(1.234, "second", "1.23 s");
        check(0.0412, "second", "41.2 ms");
        check(0.0, "second", "0 s");
        check(600.0, "second", "10 min");
        check(-2_592_000.0, "second", "-30 d");
        check(34.0, "percent", "34 %");
        check(1_610_612_736.0, "byte", "1.5 GiB");
        check(120_000_000.0, "nanocore", "120 mcores");
        check(5000.0, "request", "5 k requests");
        check(1.0, "query", "1 query");
        check(2.0, "query", "2 queries");
        check(0.0, "job", "0 jobs");
        check(9700.0, "percent", "9700 %");
        check(287.3, "message", "287 messages");
        check(3.41, "message", "3.4 messages");
        check(0.34, "message", "0.34 messages");
        check(5432.0, "message", "5.43 k messages");
        assert_eq!(full(287.3, &Unit::named("message"), Some(2)), "287 messages");
        assert_eq!(full(3.41, &Unit::named("message"), Some(0)), "3 messages");
        let rough = |value: f64, expected: &str| assert_eq!(rough_percent(value), expected, "{value}");
        rough(97.35, "97 %");
        rough(100.0, "100 %");
        rough(5.34, "5.3 %");
        rough(0.26, "0.3 %");
        rough(0.0, "0 %");
        rough(-2123.4, "-2100 %");
        rough(-99.6, "-100 %");
        assert_eq!(full(99.947, &Unit::Percent, Some(2)), "99.95 %");
        assert_eq!(full(100.0, &Unit::Percent, Some(2)), "100 %");
        assert_eq!(full(1_234_567.0, &Unit::None, None), "1.23 M");
        assert_eq!(full(-0.001, &Unit::None, None), "0");
        assert_eq!(full(3.0, &Unit::Label("cores".to_owned()), None), "3 cores");
        assert_eq!(short(5000.0, &Unit::named("request")), "5 k");
        assert_eq!(short(0.5, &Unit::named("second")), "500 ms");
    }
}
