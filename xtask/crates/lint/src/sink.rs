//! What a rule tells its findings to.

use std::fmt::Display;
use std::ops::Range;

use documents::runbook::Page;
use render::Object;

use crate::fix::Fix;
use crate::rule::Rule;
use crate::suppress::Carried;

/// Collects the findings of one rule.
#[derive(Debug)]
pub(crate) struct Sink<'a> {
    pub(crate) rule: &'static Rule,
    pub(crate) findings: Vec<Finding<'a>>,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Subject<'a> {
    /// An object in one environment or organisation; its message begins with the object's kind and name.
    Object(&'a Object),
    /// A page below `runbooks/`; its message begins with the page's path.
    Page(&'a Page<'a>),
    /// A file people write.
    File,
    /// The agent's Helm values in one environment.
    Values(&'a str),
}

/// A finding before it is merged with its like in other environments and placed.
#[derive(Debug)]
pub(crate) struct Finding<'a> {
    pub(crate) rule: &'static Rule,
    pub(crate) subject: Subject<'a>,
    pub(crate) path: String,
    pub(crate) what: String,
    /// Words to underline, the first that the file holds.
    pub(crate) words: Vec<String>,
    pub(crate) span: Option<Range<usize>>,
    pub(crate) help: Option<String>,
    pub(crate) fix: Option<Fix>,
}

impl<'a> Sink<'a> {
    pub(crate) const fn new(rule: &'static Rule) -> Self {
        Self {
            rule,
            findings: Vec::new(),
        }
    }

    /// About an object: `what` continues "monitor 'service/name' ...". It stands in the object's file.
    pub(crate) fn object(&mut self, object: &'a Object, what: impl Display) -> &mut Finding<'a> {
        self.push(Subject::Object(object), object.source(), what.to_string())
    }

    /// About the bytes `span` of a page: `what` continues "'path' ...".
    pub(crate) fn page(&mut self, page: &'a Page<'a>, what: impl Display, span: Range<usize>) -> &mut Finding<'a> {
        let finding = self.push(Subject::Page(page), page.path.to_owned(), what.to_string());
        finding.span = Some(span);
        finding
    }

    /// About a suppression: `what` continues "monitor 'service/name' suppresses 'rule' ...".
    pub(crate) fn suppression(&mut self, carried: &Carried<'a>, what: impl Display) -> &mut Finding<'a> {
        let what = format!("suppresses '{}'{what}", carried.name);
        let finding = match carried.subject {
            Subject::Page(page) => {
                let at = page.text[..page.body].find(carried.name).unwrap_or(0);
                self.page(page, what, at..at + carried.name.len())
            }
            subject @ Subject::Object(object) => self.push(subject, object.source(), what),
            subject @ (Subject::File | Subject::Values(_)) => self.push(subject, String::new(), what),
        };
        finding.word(carried.name)
    }

    /// About a file that people write, from the root of the repository.
    pub(crate) fn file(&mut self, path: impl Into<String>, message: impl Display) -> &mut Finding<'a> {
        self.push(Subject::File, path.into(), message.to_string())
    }

    /// About the Helm values of an environment: `what` continues "chart 'datadog' ...". It stands in the part of `jsonnet/agent` that makes them.
    pub(crate) fn values(&mut self, env: &'a str, part: &str, what: impl Display) -> &mut Finding<'a> {
        self.push(Subject::Values(env), format!("jsonnet/agent/{part}"), what.to_string())
    }

    fn push(&mut self, subject: Subject<'a>, path: String, what: String) -> &mut Finding<'a> {
        let at = self.findings.len();
        self.findings.push(Finding {
            rule: self.rule,
            subject,
            path,
            what,
            words: Vec::new(),
            span: None,
            help: None,
            fix: None,
        });
        &mut self.findings[at]
    }
}

impl Finding<'_> {
    /// Underlines `word`, where the file holds it; of several calls the first that is found.
    pub(crate) fn word(&mut self, word: impl Into<String>) -> &mut Self {
        self.words.push(word.into());
        self
    }

    /// What to do.
    pub(crate) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// A change of a file that mends it and nothing else.
    pub(crate) fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fix = Some(fix);
        self
    }
}
