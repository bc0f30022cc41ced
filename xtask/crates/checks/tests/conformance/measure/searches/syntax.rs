//! Positions of the parts of an accepted search, found without the parser that is tested.

/// Each byte of `text` that is neither in a phrase nor escaped, with its position.
pub(super) fn bare(text: &str) -> Vec<(usize, u8)> {
    let (mut out, mut quoted, mut escaped) = (Vec::new(), false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => {
                quoted = !quoted;
                out.push((at, byte));
            }
            _ if quoted => {}
            _ => out.push((at, byte)),
        }
    }
    out
}

/// The last position of the bare byte `wanted`.
pub(super) fn last(text: &str, wanted: u8) -> Option<usize> {
    bare(text)
        .into_iter()
        .rev()
        .find(|(_, byte)| *byte == wanted)
        .map(|(at, _)| at)
}

/// The first position of the bare byte `wanted`.
pub(super) fn first(text: &str, wanted: u8) -> Option<usize> {
    bare(text)
        .into_iter()
        .find(|(_, byte)| *byte == wanted)
        .map(|(at, _)| at)
}

/// The positions of a bare `word` between spaces.
pub(super) fn word(text: &str, word: &str) -> Option<usize> {
    let bare: Vec<usize> = bare(text).into_iter().map(|(at, _)| at).collect();
    text.match_indices(&format!(" {word} "))
        .map(|(at, _)| at + 1)
        .find(|at| bare.binary_search(at).is_ok())
}

/// The first `key:value` whose value is one bare word: the start of the key, the colon, the end of the value.
pub(super) fn field(text: &str) -> Option<(usize, usize, usize)> {
    let bare = bare(text);
    let mut start = 0;
    for (i, (at, byte)) in bare.iter().enumerate() {
        match byte {
            b' ' | b'(' if i == 0 || bare[i - 1].1 != b':' => start = at + 1,
            b'-' if *at == start => start = at + 1,
            b':' if *at > start => {
                let end = bare[i + 1..]
                    .iter()
                    .find(|(_, byte)| matches!(byte, b' ' | b')'))
                    .map_or(text.len(), |(at, _)| *at);
                let value = &text[at + 1..end];
                let plain = !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
                if plain
                    && text[start..*at]
                        .chars()
                        .all(|c| c.is_alphanumeric() || "@_.-/#".contains(c))
                {
                    return Some((start, *at, end));
                }
            }
            _ => {}
        }
    }
    None
}
