//! What a rule is.

use diagnostics::Severity;

use crate::facts::Facts;
use crate::sink::Sink;
use crate::suppress::Carried;

/// One rule: its page, its examples and its check.
#[derive(Debug)]
pub struct Rule {
    /// `<group>/<thing it flags>`, which is also its file below `rules/`.
    pub name: &'static str,
    /// How bad its findings are.
    pub severity: Severity,
    /// What it flags, in one line.
    pub flags: &'static str,
    /// Why that is wrong.
    pub why: &'static str,
    /// How to mend it.
    pub mend: &'static str,
    /// What it finds and what it does not, each run as a test.
    pub examples: &'static [Example],
    /// Looks and tells what it finds.
    pub(crate) check: Check,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Check {
    /// The facts.
    Facts(for<'a> fn(&'a Facts<'a>, &mut Sink<'a>)),
    /// The suppressions, after the findings are known that they hide.
    Suppressions(for<'a> fn(&[Carried<'a>], &mut Sink<'a>)),
}

impl Rule {
    /// The part of the name before the slash.
    #[must_use]
    pub fn group(&self) -> &'static str {
        self.name.split_once('/').map_or(self.name, |(group, _)| group)
    }
}

/// A change of the sound estate (`examples/sound.json`) and what the rule finds in it then.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// What is changed, in words.
    pub title: &'static str,
    /// The change.
    pub edits: &'static [Edit],
    /// The message of the one finding, and the text that is underlined (empty where none is); `None` where nothing is found.
    pub finds: Option<(&'static str, &'static str)>,
}

/// One change of the sound estate. A path names a value by its keys, as in `monitor/payload/priority`.
#[derive(Clone, Copy, Debug)]
pub enum Edit {
    /// The value, which is made where there is none, becomes this JSON.
    Set(&'static str, &'static str),
    /// The value goes.
    Drop(&'static str),
    /// Within the text at the path the first words, which must be there, become the second.
    Replace(&'static str, &'static str, &'static str),
}

impl Example {
    /// An example in which the rule finds nothing.
    pub(crate) const fn pass(title: &'static str, edits: &'static [Edit]) -> Self {
        Self {
            title,
            edits,
            finds: None,
        }
    }

    /// An example in which the rule underlines `at` and says `message`.
    pub(crate) const fn fail(
        title: &'static str,
        edits: &'static [Edit],
        at: &'static str,
        message: &'static str,
    ) -> Self {
        Self {
            title,
            edits,
            finds: Some((message, at)),
        }
    }
}
