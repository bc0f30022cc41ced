//! The outputs of all verbs.

mod checks;
mod live;
mod logs;
mod parts;
mod staged;
mod xtask;

use crate::shape::Shape;

/// What a verb prints.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// The verb, as it is typed after `cargo xtask`; with the flag that changes the output, if one does.
    pub verb: &'static str,
    /// What the object is.
    pub about: &'static str,
    /// Its shape.
    pub shape: Shape,
}

/// Every output, in the order of the verbs.
#[must_use]
pub fn outputs() -> Vec<Output> {
    let mut outputs = [
        xtask::outputs(),
        checks::outputs(),
        live::outputs(),
        logs::outputs(),
        staged::outputs(),
    ]
    .concat();
    outputs.sort_by_key(|output| output.verb);
    outputs
}

/// The output of a verb.
#[must_use]
pub fn output(verb: &str) -> Option<Output> {
    outputs().into_iter().find(|output| output.verb == verb)
}
