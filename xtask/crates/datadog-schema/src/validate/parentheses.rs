//! Parentheses.

/// The position of the first unbalanced parenthesis outside quotes.
pub(crate) fn unbalanced(text: &str) -> Option<usize> {
    let (mut open, mut quoted) = (Vec::new(), false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' if !quoted => open.push(at),
            ')' if !quoted && open.pop().is_none() => return Some(at),
            _ => {}
        }
    }
    open.first().copied()
}

#[cfg(test)]
mod tests {
    use super::unbalanced;

    #[test]
    fn partners() {
        assert_eq!(unbalanced("env:(a OR b)"), None);
        assert_eq!(unbalanced("env:(a OR b"), Some(4));
        assert_eq!(unbalanced("a)"), Some(1));
        assert_eq!(unbalanced("x:\"(\""), None);
    }
}
