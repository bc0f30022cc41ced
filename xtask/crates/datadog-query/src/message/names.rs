//! Suggestions for misspelt names.

/// The name in `known` that is closest to `name`, if at most a third of its letters (2 to 4) differ.
pub(super) fn meant<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).clamp(2, 4);
    known
        .into_iter()
        .map(|known| (distance(name, known, limit), known))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, known)| known)
}

/// The edit distance of `a` and `b`; `limit + 1` if their lengths alone differ by more than `limit`.
fn distance(a: &str, b: &str, limit: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// The help for an unknown name.
pub(super) fn advice(name: &str, known: &[&str]) -> String {
    match meant(name, known.iter().copied()) {
        Some(meant) => format!("did you mean '{meant}'?"),
        None => format!("expected one of {}", known.join(", ")),
    }
}
