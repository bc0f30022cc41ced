use std::fmt;

/// A key or a token. It is never printed: `Debug` hides it, and there is no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Why `text` cannot be a key, if it cannot. The text itself is not repeated.
    ///
    /// # Errors
    /// When it is empty or has a character that no key has.
    pub fn new(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        if text.is_empty() {
            return Err("is empty");
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("contains a space, a line break or another character that no key has");
        }
        Ok(Self(text.to_owned()))
    }

    /// The value, for the header of a request.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[hidden]")
    }
}
