//! Units as the catalog names them (Datadog's unit names) and as people read them.

use std::borrow::Cow;

/// ` %` for `percent`, as it follows a number; a unit without a short form follows after a space.
pub(crate) fn text(unit: &str) -> Cow<'static, str> {
    Cow::Borrowed(match unit {
        "percent" => " %",
        "second" => " s",
        "millisecond" => " ms",
        "byte" => " bytes",
        "query" => " queries",
        "count" | "status" => "",
        other => return Cow::Owned(format!(" {other}s")),
    })
}

/// A larger unit in which people read large numbers: how much of the catalog's unit it is, and its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    pub(crate) of_unit: f64,
    pub(crate) text: &'static str,
}

/// The larger units, largest first: the catalog's unit, from which number on, and the scale. A small multiple stays as it is: 90 s, not 1.5 min.
const SCALES: [(&str, f64, Scale); 9] = [
    scale("byte", 1_073_741_824.0, 1_073_741_824.0, " GiB"),
    scale("byte", 1_048_576.0, 1_048_576.0, " MiB"),
    scale("second", 172_800.0, 86_400.0, " d"),
    scale("second", 7_200.0, 3_600.0, " h"),
    scale("second", 120.0, 60.0, " min"),
    scale("millisecond", 2_000.0, 1_000.0, " s"),
    scale("event", 2_000_000.0, 1_000_000.0, " million events"),
    scale("token", 2_000_000.0, 1_000_000.0, " million tokens"),
    scale("transaction", 2_000_000.0, 1_000_000.0, " million transactions"),
];

const fn scale(unit: &'static str, from: f64, of_unit: f64, text: &'static str) -> (&'static str, f64, Scale) {
    (unit, from, Scale { of_unit, text })
}

/// The unit in which people read `number`; `None` for the catalog's unit itself.
pub(crate) fn larger(unit: &str, number: f64) -> Option<Scale> {
    SCALES
        .iter()
        .find(|(of, from, _)| *of == unit && number.abs() >= *from)
        .map(|(_, _, scale)| *scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(unit: &str, number: f64, expected: Option<&str>) {
        assert_eq!(
            larger(unit, number).map(|scale| scale.text),
            expected,
            "{number} {unit}"
        );
    }

    #[test]
    fn large_numbers_have_larger_units() {
        check("byte", 5_368_709_120.0, Some(" GiB"));
        check("byte", 1_048_576.0, Some(" MiB"));
        check("byte", 1_000.0, None);
        check("second", 90.0, None);
        check("second", 900.0, Some(" min"));
        check("second", -7_200.0, Some(" h"));
        check("second", 172_800.0, Some(" d"));
        check("millisecond", 1_500.0, None);
        check("token", 60_000_000.0, Some(" million tokens"));
        check("transaction", 1_999_999.0, None);
        check("percent", 99.0, None);
    }
}
