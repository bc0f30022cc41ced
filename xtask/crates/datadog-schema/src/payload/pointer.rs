//! JSON pointers (RFC 6901).

use std::fmt::Write;

/// A step into a JSON value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step<'v> {
    Key(&'v str),
    Index(usize),
}

/// The pointer that takes these steps.
pub(crate) fn render(steps: &[Step<'_>]) -> String {
    let mut out = String::new();
    for step in steps {
        match step {
            Step::Key(name) => key(&mut out, name),
            // Writing to a String cannot fail.
            Step::Index(index) => drop(write!(out, "/{index}")),
        }
    }
    out
}

/// The pointer to the field `name` of what `pointer` points to.
#[must_use]
pub fn field(pointer: &str, name: &str) -> String {
    let mut out = pointer.to_owned();
    key(&mut out, name);
    out
}

/// The pointer to item `index` of the list that `pointer` points to.
#[must_use]
pub fn item(pointer: &str, index: usize) -> String {
    format!("{pointer}/{index}")
}

fn key(out: &mut String, name: &str) {
    out.push('/');
    for c in name.chars() {
        match c {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_escaped() {
        let value = serde_json::json!({"a/b": {"~c": [1, 2]}});
        let pointer = render(&[Step::Key("a/b"), Step::Key("~c"), Step::Index(1)]);
        assert_eq!(pointer, "/a~1b/~0c/1");
        assert_eq!(value.pointer(&pointer), Some(&serde_json::json!(2)));
        assert_eq!(item(&field(&field("", "a/b"), "~c"), 1), pointer);
    }
}
