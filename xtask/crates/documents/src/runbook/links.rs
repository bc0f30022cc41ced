//! Links between files of the repository.

/// The path from the root of the repository to which `address`, a link in the file `from`, resolves; `None` for a URL, an absolute path or an anchor in the same
/// file.
#[must_use]
pub fn link_target(from: &str, address: &str) -> Option<String> {
    let path = address.split(['#', ' ']).next().unwrap_or_default();
    if path.is_empty() || path.contains("://") || path.starts_with("mailto:") || path.starts_with('/') {
        return None;
    }
    let mut segments: Vec<&str> = from.split('/').collect();
    segments.pop();
    for segment in path.split('/') {
        match segment {
            "." | "" => {}
            ".." => drop(segments.pop()),
            other => segments.push(other),
        }
    }
    Some(segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expected: Option<&str>) {
        assert_eq!(link_target("runbooks/a/x.md", address).as_deref(), expected);
    }

    #[test]
    fn addresses_are_relative_to_their_file() {
        check("b.md", Some("runbooks/a/b.md"));
        check("b.md#part", Some("runbooks/a/b.md"));
        check("b.md 'title'", Some("runbooks/a/b.md"));
        check("#part", None);
        check("../troubleshooting/t.md", Some("runbooks/troubleshooting/t.md"));
        check("../../docs/x.md", Some("docs/x.md"));
        check("../../../../x.md", Some("x.md"));
        check("https://example.com/x.md", None);
        check("mailto:a@example.com", None);
    }
}
