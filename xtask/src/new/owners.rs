//! Adds the folders of a new service to CODEOWNERS.

/// The folders that a service's team owns, without the service's name; as in the lint rule `policy/wrong-codeowner`.
const FOLDERS: [&str; 2] = ["/jsonnet/services/", "/runbooks/"];

/// `text` with a line for each folder of `service` and one for its code, in the alphabetical order of the lines for the other services; `None` if no line shows
/// who owns services. `code` is its path from the root of the repository.
pub(super) fn added(text: &str, service: &str, team: &str, code: &str) -> Option<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for folder in FOLDERS {
        let block = block(&lines, folder);
        let line = owned(&lines[*block.first()?], &format!("{folder}{service}/"), team)?;
        insert(&mut lines, &block, line);
    }
    let code = format!("/{code}/");
    let parent = code[..code.len() - 1].rfind('/').map_or("/", |at| &code[..=at]);
    // A folder at the root has no others next to it: the lines of the root are in another order.
    let block = if parent == "/" {
        Vec::new()
    } else {
        block(&lines, parent)
    };
    let sample = block
        .first()
        .copied()
        .or_else(|| self::block(&lines, FOLDERS[0]).first().copied())?;
    let line = owned(&lines[sample], &code, team)?;
    if block.is_empty() {
        lines.extend([String::new(), line]);
    } else {
        insert(&mut lines, &block, line);
    }
    Some(lines.join("\n") + "\n")
}

/// The lines of the folders in `folder`.
fn block(lines: &[String], folder: &str) -> Vec<usize> {
    (0..lines.len()).filter(|n| lines[*n].starts_with(folder)).collect()
}

/// A line like `sample`, with another pattern and team.
fn owned(sample: &str, pattern: &str, team: &str) -> Option<String> {
    let owner = sample.find('@')?;
    let organisation = sample[owner..].split('/').next()?;
    Some(format!("{:<owner$}{organisation}/{team}", format!("{pattern} ")))
}

/// Adds a line to a block that is in alphabetical order and not empty.
fn insert(lines: &mut Vec<String>, block: &[usize], line: String) {
    let at = block.iter().copied().find(|n| lines[*n] > line);
    if let Some(at) = at.or_else(|| block.last().map(|last| last + 1)) {
        lines.insert(at, line);
    }
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

/services/b/           @acme/y
";
        assert_eq!(added(TEXT, "b", "y", "services/b").as_deref(), Some(expected));
        let last = added(TEXT, "d", "y", "services/d").expect("lines");
        assert!(last.contains("@acme/y\n/jsonnet/services/d/   @acme/y\n\n"), "{last}");
        assert!(last.contains("\n/runbooks/d/           @acme/y\n"), "{last}");
    }

    #[test]
    fn the_code_is_next_to_that_of_other_services() {
        let first = added(TEXT, "d", "y", "services/d").expect("lines");
        let both = added(&first, "b", "x", "services/b").expect("lines");
        let expected = "\n\n/services/b/           @acme/x\n/services/d/           @acme/y\n";
        assert!(both.ends_with(expected), "{both}");
        let elsewhere = added(TEXT, "b", "x", "b").expect("lines");
        assert!(
            elsewhere.ends_with("\n\n/b/                    @acme/x\n"),
            "{elsewhere}"
        );
    }

    #[test]
    fn an_unknown_layout_is_not_changed() {
        assert_eq!(added("* @acme/all\n", "b", "y", "services/b"), None);
    }
}
