//! Output formats. Each verb accepts those it can print.

use clap::ValueEnum;

/// Formats of most verbs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// Text for people, coloured on a terminal
    #[default]
    Text,
    /// One JSON object on standard output
    Json,
}

/// Formats of verbs whose result is a list of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FindingFormat {
    /// Text for people, coloured on a terminal
    #[default]
    Text,
    /// One JSON object on standard output
    Json,
    /// SARIF 2.1.0 on standard output, for code scanning
    Sarif,
    /// GitHub workflow commands on standard output, shown at the lines of a pull request
    Github,
}

/// Formats of `diff`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// Text for people, coloured on a terminal
    #[default]
    Text,
    /// One JSON object on standard output
    Json,
    /// Markdown for a comment on a pull request
    Markdown,
}

impl OutputFormat {
    /// The format of findings that goes with this one.
    pub const fn for_findings(self) -> FindingFormat {
        match self {
            Self::Text => FindingFormat::Text,
            Self::Json => FindingFormat::Json,
        }
    }

    /// Whether a program reads standard output, so that text for people belongs on standard error.
    pub const fn is_machine_readable(self) -> bool {
        matches!(self, Self::Json)
    }
}

impl FindingFormat {
    /// Whether a program reads standard output, so that text for people belongs on standard error.
    pub const fn is_machine_readable(self) -> bool {
        !matches!(self, Self::Text)
    }
}

impl DiffFormat {
    /// The format of findings that goes with this one. Errors do not belong in the comment, so with Markdown they are printed as text.
    pub const fn for_findings(self) -> FindingFormat {
        match self {
            Self::Text | Self::Markdown => FindingFormat::Text,
            Self::Json => FindingFormat::Json,
        }
    }
}
