use std::fmt;

use serde_json::Value;

/// The method of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes, or asks with a body.
    Post,
    /// Deletes.
    Delete,
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        })
    }
}

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    pub(crate) method: Method,
    pub(crate) path: String,
    /// The path without ids: what the API limits and permits.
    pub(crate) template: &'static str,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) body: Option<Value>,
    /// Whether it may be sent twice.
    pub(crate) repeatable: bool,
}

impl Request {
    /// Reads `path`.
    #[must_use]
    pub fn get(path: &'static str) -> Self {
        Self::new(Method::Get, path, path.to_owned())
    }

    /// Reads the object `id`; `template` contains `{id}`.
    #[must_use]
    pub fn get_one(template: &'static str, id: &str) -> Self {
        Self::new(Method::Get, template, with_id(template, id))
    }

    /// Deletes the object `id`.
    #[must_use]
    pub fn delete(template: &'static str, id: &str) -> Self {
        Self::new(Method::Delete, template, with_id(template, id))
    }

    /// Asks about `body` and changes nothing.
    #[must_use]
    pub fn ask(template: &'static str, id: Option<&str>, body: Value) -> Self {
        let path = id.map_or_else(|| template.to_owned(), |id| with_id(template, id));
        Self {
            body: Some(body),
            ..Self::new(Method::Post, template, path)
        }
    }

    /// The same with a parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    fn new(method: Method, template: &'static str, path: String) -> Self {
        Self {
            method,
            path,
            template,
            query: Vec::new(),
            body: None,
            repeatable: true,
        }
    }

    /// What the API limits separately.
    pub(crate) fn class(&self) -> String {
        format!("{} {}", self.method, self.template)
    }
}

/// The path of one object. An id is a segment, so nothing in it may end the segment.
fn with_id(template: &str, id: &str) -> String {
    let mut segment = String::new();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            segment.push(char::from(byte));
        } else {
            segment += &format!("%{byte:02X}");
        }
    }
    template.replace("{id}", &segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_stays_in_its_segment() {
        let path = |id| Request::get_one("/api/v1/monitor/{id}", id).path;
        assert_eq!(path("123"), "/api/v1/monitor/123");
        assert_eq!(path("abc-def"), "/api/v1/monitor/abc-def");
        assert_eq!(path("../keys?x#y"), "/api/v1/monitor/%2E%2E%2Fkeys%3Fx%23y");
    }
}
