/// The names in `known` that the misspelt `name` may mean: at most three, the closest first.
///
/// `jsonnet/lib/near.libsonnet` does the same for findings of the Jsonnet libraries, with a distance measure that suits Jsonnet.
#[must_use]
pub fn near_matches<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut scored: Vec<_> = known
        .into_iter()
        .filter(|k| !k.is_empty() && !name.is_empty())
        .map(|k| (distance(name, k), k))
        .filter(|(distance, k)| plausible(*distance, name, k))
        // A name that was cut off is more likely than one with too much at its end.
        .map(|(distance, k)| (distance, !k.starts_with(name), k))
        .collect();
    scored.sort();
    scored.into_iter().take(3).map(|(.., k)| k).collect()
}

/// The number of edits from one name to the other; 1 if one contains the other. Does not count the edits, which takes long for long names, if the difference
/// of the lengths alone makes the names too different.
fn distance(name: &str, known: &str) -> usize {
    // A search is prepared before it looks at the lengths.
    if name.len() <= known.len() && known.contains(name) || known.len() <= name.len() && name.contains(known) {
        return 1;
    }
    let at_least = name.chars().count().abs_diff(known.chars().count());
    if plausible(at_least, name, known) {
        strsim::osa_distance(name, known)
    } else {
        at_least
    }
}

/// Whether less than a third of the letters is wrong; two swapped letters count as one. In a word of three letters one may be wrong, but not a digit: '31d' does
/// not mean '30d'.
fn plausible(distance: usize, name: &str, known: &str) -> bool {
    let length = name.chars().count().max(known.chars().count());
    distance * 3 < length || distance * 3 == length && name.chars().chain(known.chars()).all(char::is_alphabetic)
}

/// The names in `known` that share the most words with `name`, at most three: `retrieval.empty` for `summaries.empty`.
fn sharing_words<'a>(name: &str, known: &[&'a str]) -> Vec<&'a str> {
    let words = |name: &'_ str| -> Vec<String> {
        let parts = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        parts.map(str::to_lowercase).collect()
    };
    let meant = words(name);
    let shared = |k: &str| words(k).iter().filter(|word| meant.contains(word)).count();
    let mut scored: Vec<_> = known
        .iter()
        .map(|k| (std::cmp::Reverse(shared(k)), *k))
        .filter(|(shared, _)| shared.0 > 0)
        .collect();
    scored.sort();
    scored.into_iter().take(3).map(|(_, k)| k).collect()
}

/// A longer list of names is not printed.
const LISTED_MAX: usize = 24;

/// The help for an unknown `name`: suggests similar names, or lists all of `known`.
#[must_use]
pub fn suggestion<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<_> = known.into_iter().collect();
    let mut close = near_matches(name, known.iter().copied());
    if close.is_empty() && known.len() > LISTED_MAX {
        close = sharing_words(name, &known);
    }
    if !close.is_empty() {
        did_you_mean(&close)
    } else if known.is_empty() {
        "none is declared".to_owned()
    } else if known.len() > LISTED_MAX {
        format!("none of the {} known names is similar", known.len())
    } else {
        format!("use one of {}", known.join(", "))
    }
}

/// The help for an unknown `name` that may be a new one, which is declared in the file `place`: only a misspelling comes before that.
#[must_use]
pub fn suggestion_or_declaration<'a>(name: &str, known: impl IntoIterator<Item = &'a str>, place: &str) -> String {
    let close = near_matches(name, known);
    if close.is_empty() {
        return format!("declare it in {place}");
    }
    format!("{} or declare it in {place}", did_you_mean(&close))
}

fn did_you_mean(close: &[&str]) -> String {
    let quoted: Vec<_> = close.iter().map(|name| format!("'{name}'")).collect();
    format!("did you mean {}?", quoted.join(" or "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closest_first_and_only_plausible_ones() {
        let known = ["symptom", "severity", "signal", "impact"];
        assert_eq!(near_matches("symptm", known), ["symptom"]);
        assert_eq!(near_matches("signl", known), ["signal"]);
        assert!(near_matches("window", known).is_empty());
        assert_eq!(near_matches("titel", ["title", "tags"]), ["title"]);
        assert_eq!(near_matches("prd", ["prod", "staging"]), ["prod"]);
        assert_eq!(near_matches("pager-lo", ["pager", "pager-low"]), ["pager-low", "pager"]);
        assert_eq!(near_matches("agv", ["avg", "min", "max"]), ["avg"]);
        assert!(near_matches("P4", ["P1", "P2"]).is_empty() && near_matches("31d", ["30d", "7d"]).is_empty());
        assert_eq!(suggestion("window", ["a", "b"]), "use one of a, b");
        assert_eq!(suggestion("window", []), "none is declared");
    }

    #[test]
    fn a_very_long_name_is_compared_quickly() {
        let known: Vec<_> = (0..1000)
            .map(|n| format!("services/{n}/monitors/failure-rate.libsonnet"))
            .collect();
        let name = "signal/".repeat(20_000);
        assert!(near_matches(&name, known.iter().map(String::as_str)).is_empty());
    }

    #[test]
    fn a_long_list_is_not_shown() {
        let mut known: Vec<String> = (0..LISTED_MAX).map(|n| format!("jobs.m{n}")).collect();
        known.push("retrieval.empty".to_owned());
        let check =
            |name: &str, expected: &str| assert_eq!(suggestion(name, known.iter().map(String::as_str)), expected);
        check("summaries.empty", "did you mean 'retrieval.empty'?");
        check("window", "none of the 25 known names is similar");
    }

    #[test]
    fn a_new_name_is_declared_and_a_misspelling_comes_before_that() {
        let help = |name| suggestion_or_declaration(name, ["jobs.failed", "retrieval.empty"], "metrics.libsonnet");
        assert_eq!(
            help("jobs.faild"),
            "did you mean 'jobs.failed'? or declare it in metrics.libsonnet"
        );
        assert_eq!(help("summaries.empty"), "declare it in metrics.libsonnet");
    }
}
