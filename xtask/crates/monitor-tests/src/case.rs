//! A test for one monitor, ready to run.

use std::ops::Range;
use std::sync::Arc;

use datadog_simulator::world::Tags;
use datadog_simulator::{Span, World};

use crate::notation::{Change, Times};

/// Where a test stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestLocation {
    /// The file, from the root of the repository.
    pub path: Arc<str>,
    /// The file's content.
    pub text: Arc<str>,
    /// What the test is called.
    pub name: String,
    /// The bytes of its name.
    pub span: Range<usize>,
}

/// A test for one monitor, ready to run.
#[derive(Clone, Debug)]
pub struct Case {
    /// The test.
    pub test: Arc<TestLocation>,
    /// Which of [`crate::Suite::monitors`] it is for.
    pub monitor: usize,
    /// What is sent.
    pub world: World,
    /// From the start of the test to its end, unix seconds.
    pub span: Span,
    /// What comes of it.
    pub expected: Expected,
}

/// What a test expects.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Expected {
    /// Every change of state, by group, and where it is stated.
    pub timelines: Vec<(Tags, Vec<Change>, Range<usize>)>,
    /// Where the timelines are stated together.
    pub span: Range<usize>,
    /// What is sent.
    pub notifications: Vec<ExpectedNotification>,
}

/// What is sent at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedNotification {
    /// Where it is stated.
    pub span: Range<usize>,
    /// Seconds after the start.
    pub at: Times,
    /// Only what is about this group.
    pub group: Option<Tags>,
    /// Who is notified: these and nobody else. Sorted.
    pub to: Option<Vec<String>>,
    /// Who is not notified; `*` stands for any characters.
    pub never: Vec<String>,
    /// What the title holds.
    pub title: ExpectedText,
    /// What the message holds.
    pub body: ExpectedText,
    /// The priority.
    pub priority: Option<u8>,
    /// Nothing is sent.
    pub silent: bool,
}

/// What a text holds and what it does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExpectedText {
    /// All of these.
    pub contains: Vec<String>,
    /// None of these.
    pub lacks: Vec<String>,
}
