//! The cases: what has to work with the real parts. Each has one purpose and leaves the stack to [`Session::restore`].

mod first_sync;

use std::path::Path;

use futures_util::future::LocalBoxFuture;

use crate::parts::Parts;
use crate::problem::{Problem, Result};
use crate::session::Session;

/// What a case found out.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// How many objects took part.
    pub(crate) objects: usize,
    /// Figures and remarks for the table.
    pub(crate) notes: Vec<String>,
    /// Why it was not run, if it was not.
    pub(crate) skipped: Option<String>,
}

impl Outcome {
    pub(crate) fn of(objects: usize) -> Self {
        Self {
            objects,
            ..Self::default()
        }
    }

    pub(crate) fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    pub(crate) fn skipped(why: impl Into<String>) -> Self {
        Self {
            skipped: Some(why.into()),
            ..Self::default()
        }
    }
}

/// What the cases without a stack need.
#[derive(Debug)]
pub(crate) struct Tools<'t> {
    pub(crate) root: &'t Path,
    pub(crate) parts: &'t Parts,
    pub(crate) run: &'t Path,
}

/// What a case works on.
#[derive(Clone, Copy)]
pub(crate) enum Work {
    /// A stack with nothing of ours applied.
    Empty(for<'s> fn(&'s mut Session) -> LocalBoxFuture<'s, Result<Outcome>>),
    /// A stack after the first sync.
    Synced(for<'s> fn(&'s mut Session) -> LocalBoxFuture<'s, Result<Outcome>>),
    /// The programs alone.
    Programs(for<'t> fn(&'t Tools<'t>) -> LocalBoxFuture<'t, Result<Outcome>>),
}

#[derive(Clone, Copy)]
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) work: Work,
}

const fn synced(name: &'static str, summary: &'static str, work: for<'s> fn(&'s mut Session) -> LocalBoxFuture<'s, Result<Outcome>>) -> Case {
    Case {
        name,
        summary,
        work: Work::Synced(work),
    }
}

/// All cases, in the order in which they run.
pub(crate) const ALL: &[Case] = &[Case {
    name: "first-sync",
    summary: "an empty stack, the two files of the how-to applied by hand: everything follows, each object once, nothing comes back",
    work: Work::Empty(|session| Box::pin(first_sync::run(session))),
}];

/// The cases with these names, in the order of [`ALL`]; all without a name.
pub(crate) fn named(names: &[String]) -> Result<Vec<Case>> {
    for name in names {
        if !ALL.iter().any(|case| case.name == name) {
            let near = diagnostics::suggestion(name, ALL.iter().map(|case| case.name));
            return Err(Problem::new(format!("no case '{name}'{near}")));
        }
    }
    let wanted = |case: &&Case| names.is_empty() || names.iter().any(|name| name == case.name);
    Ok(ALL.iter().filter(wanted).copied().collect())
}
