//! Errors of requests: what failed, which request, why in the API's own words, and what to do.

use std::fmt;

use diagnostics::Diagnostic;

/// What kind of failure it is, for callers that react to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// No key, or one that cannot be a key.
    Credentials,
    /// The address is invalid.
    Endpoint,
    /// No connection: name, port, proxy.
    Connect,
    /// The certificate is not valid.
    Tls,
    /// No answer in time.
    Timeout,
    /// The connection ended before the answer did.
    Interrupted,
    /// The answer is not one of Datadog's API.
    Foreign,
    /// The keys are not accepted.
    Unauthorized,
    /// The keys are accepted, but may not do this.
    Forbidden,
    /// There is no such object.
    NotFound,
    /// The API refuses what was sent.
    Refused,
    /// Too many requests, and the wait would be too long.
    RateLimited,
    /// The API failed.
    Server,
}

/// A request that failed, or one that could not be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What kind of failure it is.
    pub kind: ErrorKind,
    /// What is wrong.
    pub message: String,
    /// `GET https://api.datadoghq.com/api/v1/monitor`, for a request that was built.
    pub request: Option<String>,
    /// The API's own words.
    pub answer: Vec<String>,
    /// What to do.
    pub help: String,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            request: None,
            answer: Vec::new(),
            help: String::new(),
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    pub(crate) fn of(mut self, request: impl Into<String>) -> Self {
        self.request = Some(request.into());
        self
    }

    pub(crate) fn answered(mut self, words: Vec<String>) -> Self {
        self.answer = words;
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// The text of the innermost error, which says what happened.
#[must_use]
pub fn innermost(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

impl From<Error> for Box<Diagnostic> {
    fn from(error: Error) -> Self {
        let mut finding = Diagnostic::error("usage/datadog", error.message);
        if let Some(request) = error.request {
            finding = finding.note(format!("request: {request}"));
        }
        for words in error.answer {
            finding = finding.note(format!("Datadog: {words}"));
        }
        if !error.help.is_empty() {
            finding = finding.help(error.help);
        }
        Self::new(finding)
    }
}
