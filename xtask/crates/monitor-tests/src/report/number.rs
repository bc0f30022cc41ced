//! Numbers for people. How many digits Datadog prints in a message is not documented, so the simulator renders all of them; a report does not.

/// More digits are not printed.
const DIGITS_MAX: usize = 6;

/// `text` with its long decimal fractions rounded: 99.00000000000001 becomes 99.
pub(crate) fn rounded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let length = rest[start..]
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len() - start);
        // A full stop after a number is not a part of it.
        let number = rest[start..start + length].trim_end_matches('.');
        out.push_str(&rest[..start]);
        out.push_str(&of_number(number).unwrap_or_else(|| number.to_owned()));
        rest = &rest[start + number.len()..];
    }
    out.push_str(rest);
    out
}

/// The rounded number, where it has a fraction and too many digits.
fn of_number(text: &str) -> Option<String> {
    let (whole, fraction) = text.split_once('.')?;
    if whole.len() + fraction.len() <= DIGITS_MAX {
        return None;
    }
    let number: f64 = text.parse().ok()?;
    let places = if whole == "0" {
        // The zeros after the point are no digits of the value.
        fraction.len() - fraction.trim_start_matches('0').len() + DIGITS_MAX
    } else {
        DIGITS_MAX.saturating_sub(whole.len())
    };
    let printed = format!("{number:.places$}");
    Some(match printed.contains('.') {
        true => printed.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => printed,
    })
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn long_fractions_are_rounded() {
        for (text, expected) in [
            ("99.00000000000001 % over 10m", "99 % over 10m"),
            ("Now 99.00000000000001.", "Now 99."),
            ("0.30000000000000004 s", "0.3 s"),
            ("0.00001234567891", "0.0000123457"),
            ("33.333333333333336, then 1.5", "33.3333, then 1.5"),
            ("1234567.5", "1234568"),
            ("1793577600 at 10.0.0.1.", "1793577600 at 10.0.0.1."),
            ("no number", "no number"),
        ] {
            assert_eq!(rounded(text), expected);
        }
    }
}
