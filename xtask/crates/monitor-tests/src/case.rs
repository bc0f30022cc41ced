//! A test for one monitor, ready to run.

use std::ops::Range;
use std::sync::Arc;

use datadog_simulator::world::Tags;
use datadog_simulator::{Span, World};

use crate::message_kind::{MessageKind, PolicyTexts};
use crate::notation::{Change, Times};

/// Where a test is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestLocation {
    /// The file, from the root of the repository.
    pub path: Arc<str>,
    /// The file's content.
    pub text: Arc<str>,
    /// The test's name.
    pub name: String,
    /// The byte range of its name.
    pub span: Range<usize>,
}

/// A test for one monitor, ready to run.
#[derive(Clone, Debug)]
pub struct Case {
    /// The test.
    pub test: Arc<TestLocation>,
    /// The index of its monitor in [`crate::Suite::monitors`].
    pub monitor: usize,
    /// The telemetry, downtimes, notification rules and SLOs.
    pub world: World,
    /// Start and end of the test, unix seconds.
    pub span: Span,
    /// The expected states and notifications.
    pub expected: Expected,
    /// The policy's texts of alerts.
    pub texts: Arc<PolicyTexts>,
}

/// The states and notifications that a test expects.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Expected {
    /// Every change of state by group, with its byte range in the test file.
    pub timelines: Vec<(Tags, Vec<Change>, Range<usize>)>,
    /// The byte range of all timelines.
    pub span: Range<usize>,
    /// The expected notifications.
    pub notifications: Vec<ExpectedNotification>,
}

/// The notifications that a test expects at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedNotification {
    /// Its byte range in the test file.
    pub span: Range<usize>,
    /// Seconds after the start.
    pub at: Times,
    /// Only notifications about this group.
    pub group: Option<Tags>,
    /// Exactly these handles are notified. Sorted.
    pub to: Option<Vec<String>>,
    /// Handles that must not be notified; `*` matches any characters.
    pub never: Vec<String>,
    /// Which of the policy's texts the message has.
    pub message: Option<MessageKind>,
    /// The expected title.
    pub title: ExpectedText,
    /// The expected message.
    pub body: ExpectedText,
    /// The expected priority.
    pub priority: Option<u8>,
    /// No notification may be sent.
    pub silent: bool,
}

/// What a text must and must not contain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExpectedText {
    /// The text contains all of these.
    pub contains: Vec<String>,
    /// The text contains none of these.
    pub lacks: Vec<String>,
}
