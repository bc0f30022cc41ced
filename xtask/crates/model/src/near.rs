/// The names of `known` that may have been meant by `name`: at most three, closest first.
///
/// `jsonnet/lib/near.libsonnet` does the same for what Jsonnet finds itself, by a measure that suits that language.
#[must_use]
pub fn near_matches<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let limit = (name.chars().count() / 3).max(2);
    let mut scored: Vec<_> = known
        .into_iter()
        .filter(|k| !k.is_empty() && !name.is_empty())
        .map(|k| {
            let within = k.contains(name) || name.contains(k);
            (if within { 1 } else { strsim::levenshtein(name, k) }, k)
        })
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    scored.sort();
    scored.into_iter().take(3).map(|(_, k)| k).collect()
}

/// A sentence that suggests near matches of `name`, or lists what is known.
#[must_use]
pub fn suggestion<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<_> = known.into_iter().collect();
    let close = near_matches(name, known.iter().copied());
    if !close.is_empty() {
        let quoted: Vec<_> = close.iter().map(|c| format!("'{c}'")).collect();
        format!("did you mean {}?", quoted.join(" or "))
    } else if known.is_empty() {
        "none is declared".to_owned()
    } else {
        format!("known are {}", known.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closest_first_and_only_plausible_ones() {
        let known = ["symptom", "severity", "signal", "harm"];
        assert_eq!(near_matches("symptm", known), ["symptom"]);
        assert_eq!(near_matches("signl", known), ["signal"]);
        assert!(near_matches("window", known).is_empty());
        assert_eq!(suggestion("window", ["a", "b"]), "known are a, b");
        assert_eq!(suggestion("window", []), "none is declared");
    }
}
