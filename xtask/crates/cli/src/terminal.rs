//! What the terminal of the user can show: how wide a line is, and whether characters beyond ASCII arrive as they are.

use std::borrow::Cow;
use std::env;
use std::io::IsTerminal;

/// How many columns a line of standard output has; `None` if nothing limits it, as in a file.
#[must_use]
pub fn columns() -> Option<usize> {
    let is_terminal = std::io::stdout().is_terminal();
    limit(env::var("COLUMNS").ok().as_deref(), || {
        let size = terminal_size::terminal_size().filter(|_| is_terminal);
        size.map(|(width, _)| width.0.into())
    })
}

/// The variable that people and tests set goes before what the terminal says.
fn limit(variable: Option<&str>, ask: impl FnOnce() -> Option<usize>) -> Option<usize> {
    let set = variable.and_then(|columns| columns.trim().parse().ok());
    set.or_else(ask).filter(|columns| *columns > 0)
}

/// The text as the locale can show it: where the locale is not UTF-8, bars and lines of charts become ASCII.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_utf8(|name| env::var(name).ok()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(ascii).collect())
    }
}

/// Whether the locale is UTF-8: the first of these variables that is set decides, as in POSIX. If none is, nothing is known, and the text stays as it is.
fn is_utf8(variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(variable);
    let locale = set
        .filter(|locale| !locale.is_empty())
        .map(|locale| locale.to_lowercase())
        .next();
    locale.is_none_or(|locale| locale.contains("utf-8") || locale.contains("utf8"))
}

/// The ASCII character for one of a chart; others stay, because they are somebody's words.
const fn ascii(character: char) -> char {
    match character {
        '▁' | '▂' => '_',
        '▃' | '▄' => '-',
        '▅' | '▆' => '=',
        '▇' | '█' => '#',
        '│' => '|',
        '─' | '╌' => '-',
        '└' | '┬' => '+',
        '·' => '.',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_decides_the_width_if_it_is_a_number() {
        assert_eq!(limit(Some("40"), || Some(80)), Some(40));
        assert_eq!(limit(Some("wide"), || Some(80)), Some(80));
        assert_eq!(limit(None, || None), None);
        assert_eq!(limit(Some("0"), || Some(80)), None);
    }

    #[test]
    fn the_first_variable_that_is_set_names_the_locale() {
        let check = |variables: &[(&str, &str)], expected: bool| {
            let value = |name: &str| {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(is_utf8(value), expected, "{variables:?}");
        };
        check(&[], true);
        check(&[("LANG", "C")], false);
        check(&[("LANG", "de_DE.UTF-8")], true);
        check(&[("LC_ALL", "C"), ("LANG", "en_US.utf8")], false);
        check(&[("LC_ALL", ""), ("LC_CTYPE", "C.UTF-8"), ("LANG", "POSIX")], true);
        check(&[("LANG", "de_DE.ISO-8859-1")], false);
    }

    #[test]
    fn characters_of_charts_have_one_in_ascii() {
        let drawn: String = "5 │▁▃▅█·╌ Ü".chars().map(ascii).collect();
        assert_eq!(drawn, "5 |_-=#.- Ü");
    }
}
