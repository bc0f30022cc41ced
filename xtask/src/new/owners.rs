//! Adds the folders of a new service to CODEOWNERS.

/// The folders that a service's team owns, without the service's name; as in the lint rule `policy/wrong-codeowner`.
const FOLDERS: [&str; 2] = ["/jsonnet/services/", "/runbooks/"];

/// `text` with a line for each folder of `service`, in the alphabetical order of the lines for the other services; `None` if no line shows who owns services.
pub(super) fn added(text: &str, service: &str, team: &str) -> Option<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for folder in FOLDERS {
        let block: Vec<usize> = (0..lines.len()).filter(|n| lines[*n].starts_with(folder)).collect();
        let sample = &lines[*block.first()?];
        let owner = sample.find('@')?;
        let organisation = sample[owner..].split('/').next()?;
        let line = format!("{:<owner$}{organisation}/{team}", format!("{folder}{service}/ "));
        let at = block.iter().copied().find(|n| lines[*n] > line);
        lines.insert(at.unwrap_or(block.last()? + 1), line);
    }
    Some(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# Owners
/jsonnet/services/a/   @acme/x
/jsonnet/services/c/   @acme/y

/runbooks/a/           @acme/x
/runbooks/c/           @acme/y
";

    #[test]
    fn lines_are_added_in_order_and_aligned() {
        let expected = "\
# Owners
/jsonnet/services/a/   @acme/x
/jsonnet/services/b/   @acme/y
/jsonnet/services/c/   @acme/y

/runbooks/a/           @acme/x
/runbooks/b/           @acme/y
/runbooks/c/           @acme/y
";
        assert_eq!(added(TEXT, "b", "y").as_deref(), Some(expected));
        let last = added(TEXT, "d", "y").expect("lines");
        assert!(last.contains("@acme/y\n/jsonnet/services/d/   @acme/y\n\n"), "{last}");
        assert!(last.ends_with("/runbooks/d/           @acme/y\n"), "{last}");
    }

    #[test]
    fn an_unknown_layout_is_not_changed() {
        assert_eq!(added("* @acme/all\n", "b", "y"), None);
    }
}
