//! How deep a file may nest. The engine walks nested expressions by calling itself, so a file without a limit (by accident, or generated) would
//! end the process instead of being reported.

use std::io;
use std::ops::Range;
use std::thread::{Builder, Scope, ScopedJoinHandle};

use crate::limits;

/// Deepest nesting of brackets and of expressions that begin with a keyword. Ours stay below 40.
pub(crate) const NESTING_MAX: usize = 100;

/// Longest chain of fields, calls, indices and signs in one expression, each of which holds the one before it.
const CHAIN_MAX: usize = 2_000;

/// The stack of a thread that evaluates: room for [`NESTING_MAX`] several times over. Only what is used of it becomes memory.
pub(crate) const STACK_BYTES: usize = 256 << 20;

/// Keywords that begin an expression in which the rest of the file may nest.
const KEYWORDS: [&str; 7] = ["local", "if", "function", "assert", "error", "for", "in"];

/// A thread on which an evaluation may nest as deep as [`too_deep`] allows.
pub(crate) fn spawn<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> io::Result<ScopedJoinHandle<'scope, T>> {
    let watch = limits::current();
    Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, move || {
        limits::enter(watch);
        work()
    })
}

/// Where `text` nests deeper than [`NESTING_MAX`], or one expression is chained longer than [`CHAIN_MAX`]. Strings count as code: a text with hundreds of
/// open brackets is as suspicious.
pub(crate) fn too_deep(text: &str) -> Option<Range<usize>> {
    let (mut brackets, mut keywords, mut chain) = (0_usize, 0_usize, 0_usize);
    let mut word_start = None;
    for (at, byte) in text.bytes().enumerate().chain([(text.len(), b' ')]) {
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            word_start.get_or_insert(at);
            continue;
        }
        if let Some(start) = word_start.take() {
            keywords += usize::from(KEYWORDS.contains(&&text[start..at]));
        }
        match byte {
            b'(' | b'[' | b'{' => (brackets, chain) = (brackets + 1, chain + 1),
            b')' | b']' | b'}' => brackets = brackets.saturating_sub(1),
            b'.' | b'-' | b'!' | b'~' => chain += 1,
            // What a comma or semicolon ends is no longer nested in.
            b',' | b';' => (keywords, chain) = (keywords.saturating_sub(1), 0),
            _ => {}
        }
        if brackets + keywords > NESTING_MAX || chain > CHAIN_MAX {
            return Some(at..at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_counts_and_length_does_not() {
        let deep = NESTING_MAX + 1;
        assert_eq!(too_deep(&"{a:1},\n".repeat(100_000)), None);
        assert_eq!(too_deep(&"local a = 1;\n".repeat(100_000)), None);
        assert!(too_deep(&"(0)".repeat(CHAIN_MAX + 1)).is_some() && too_deep(&".a".repeat(CHAIN_MAX + 1)).is_some());
        assert_eq!(too_deep(&"[if x then y else z, ".repeat(NESTING_MAX / 2)), None);
        for nested in [
            "{a:",
            "(",
            "[",
            "local a = ",
            "if true then ",
            "function(x) ",
            "if a then b else ",
        ] {
            assert!(too_deep(&nested.repeat(deep)).is_some(), "{nested}");
        }
    }
}
