//! The brackets and quotes of a text.

/// A text, and where it is quoted.
pub(super) struct Outline<'t> {
    pub(super) text: &'t str,
    /// The text with every byte in quotes replaced by `_`; the quotes stay.
    pub(super) plain: String,
    /// Whether each byte is in quotes.
    quoted: Vec<bool>,
}

/// What is wrong with the brackets of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unbalanced {
    /// A closing bracket without an opening one.
    Closing(usize),
    /// An opening bracket that another kind of bracket closes.
    Mixed {
        /// The opening bracket.
        open: usize,
        /// The bracket that closes it.
        close: usize,
    },
    /// An opening bracket that nothing closes: the innermost one.
    Opening(usize),
}

impl<'t> Outline<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut quoted = vec![false; text.len()];
        let (mut quote, mut escaped, mut braces) = (None, false, 0_usize);
        for (at, c) in text.char_indices() {
            let Some(open) = quote else {
                match c {
                    '"' => quote = Some(c),
                    // In a scope, an apostrophe is a part of a value.
                    '\'' if braces == 0 => quote = Some(c),
                    '{' => braces += 1,
                    '}' => braces = braces.saturating_sub(1),
                    _ => {}
                }
                continue;
            };
            if !escaped && c == open {
                quote = None;
                continue;
            }
            escaped = c == '\\' && !escaped;
            quoted[at..at + c.len_utf8()].fill(true);
        }
        let mut plain = String::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            if quoted[at] {
                plain.extend(std::iter::repeat_n('_', c.len_utf8()));
            } else {
                plain.push(c);
            }
        }
        Self { text, plain, quoted }
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or(false)
    }

    /// The first wrong bracket.
    pub(super) fn unbalanced(&self) -> Option<Unbalanced> {
        let mut open = Vec::new();
        for (at, byte) in self.plain.bytes().enumerate() {
            if is_opening(byte) {
                open.push((at, closing(byte)));
            } else if is_closing(byte) {
                match open.pop() {
                    None => return Some(Unbalanced::Closing(at)),
                    Some((open, expected)) if expected != byte => return Some(Unbalanced::Mixed { open, close: at }),
                    Some(_) => {}
                }
            }
        }
        open.pop().map(|(at, _)| Unbalanced::Opening(at))
    }

    /// The bracket that closes the one at `open`.
    pub(super) fn closing(&self, open: usize) -> Option<usize> {
        partner(self.plain.bytes().enumerate().skip(open), is_opening, is_closing)
    }

    /// The bracket that the one at `close` closes.
    pub(super) fn opening(&self, close: usize) -> Option<usize> {
        let backwards = self.plain.bytes().enumerate().take(close + 1).rev();
        partner(backwards, is_closing, is_opening)
    }

    /// The braces around the byte at `at`, if any.
    pub(super) fn braces(&self, at: usize) -> Option<(usize, usize)> {
        let open = self.plain.get(..at)?.rfind('{')?;
        let close = self.closing(open)?;
        (close >= at).then_some((open, close))
    }

    /// How many brackets are open at `at`.
    pub(super) fn depth(&self, at: usize) -> usize {
        let mut depth = 0_usize;
        for byte in self.plain.bytes().take(at) {
            if is_opening(byte) {
                depth += 1;
            } else if is_closing(byte) {
                depth = depth.saturating_sub(1);
            }
        }
        depth
    }
}

/// The bracket that closes `open`.
pub(super) fn closing(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

const fn is_opening(byte: u8) -> bool {
    matches!(byte, b'(' | b'{' | b'[')
}

const fn is_closing(byte: u8) -> bool {
    matches!(byte, b')' | b'}' | b']')
}

/// Where as many brackets were left as were entered. The first byte enters one.
fn partner(
    bytes: impl Iterator<Item = (usize, u8)>,
    enters: impl Fn(u8) -> bool,
    leaves: impl Fn(u8) -> bool,
) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in bytes {
        if enters(byte) {
            depth += 1;
        } else if leaves(byte) {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}
