//! Decodes base64 and base16.

use serde_json::Value;

use super::APPLIED;
use crate::definition::{DecoderProcessor, Encoding, Representation};
use crate::observe::{Outcome, Skip};
use crate::{Log, path};

/// A compiled decoder.
#[derive(Debug)]
pub(crate) struct Decoder {
    source: String,
    target: String,
    encoding: Encoding,
    representation: Representation,
}

impl Decoder {
    pub(crate) fn new(defined: &DecoderProcessor) -> Self {
        Self {
            source: defined.source.clone(),
            target: defined.target.clone(),
            encoding: defined.binary_to_text_encoding,
            representation: defined.input_representation,
        }
    }

    pub(crate) fn apply(&self, log: &mut Log) -> Outcome {
        let bytes = match log.get(&self.source).as_deref() {
            None => return Outcome::Skipped(Skip::NoSource),
            Some(Value::String(text)) => match self.encoding {
                Encoding::Base64 => base64(text.trim()),
                Encoding::Base16 => base16(text.trim()),
            },
            Some(_) => return Outcome::Skipped(Skip::WrongValue("no text")),
        };
        let value = bytes.and_then(|bytes| match self.representation {
            Representation::Utf8 => String::from_utf8(bytes).ok().map(Value::String),
            Representation::Integer => integer(&bytes),
        });
        match value {
            Some(value) => {
                path::set(&mut log.attributes, &self.target, value);
                APPLIED
            }
            None => Outcome::Skipped(Skip::WrongValue("not in this encoding")),
        }
    }
}

fn base16(text: &str) -> Option<Vec<u8>> {
    let text = text.strip_prefix("0x").unwrap_or(text).as_bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, []) = text.as_chunks::<2>() else {
        return None;
    };
    pairs
        .iter()
        .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?))
        .collect()
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let mut bits: u32 = 0;
    let mut count = 0;
    for byte in text.trim_end_matches('=').bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'\n' | b'\r' => continue,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from((bits >> count) & 0xff).ok()?);
        }
    }
    (count < 6).then_some(out)
}

/// The bytes as a whole number, the first byte the most significant.
fn integer(bytes: &[u8]) -> Option<Value> {
    if bytes.len() > 8 {
        return None;
    }
    Some(Value::from(
        bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte)),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_decoded() {
        assert_eq!(base64("aGVsbG8="), Some(b"hello".to_vec()));
        assert_eq!(base64("aGVsbG8"), Some(b"hello".to_vec()));
        assert_eq!(base64("a"), None);
        assert_eq!(base64("%%%"), None);
        assert_eq!(base16("68656C6c6f"), Some(b"hello".to_vec()));
        assert_eq!(base16("686"), None);
        assert_eq!(integer(&[1, 0]), Some(Value::from(256)));
        assert_eq!(integer(&[1; 9]), None);
    }
}
