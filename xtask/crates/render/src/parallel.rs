//! Units on as many threads as there are processors, each with a session of its own: nothing in the engine can be sent to another thread.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::ScopedJoinHandle;

use diagnostics::Diagnostic;
use repository::Source;
use rsjsonnet_lang::arena::Arena;

use crate::limits::{self, Running};
use crate::nesting;
use crate::parts;
use crate::session::Session;
use crate::unit::Unit;

/// A session that is only made when the first unit must be evaluated: an unchanged tree needs none.
pub(crate) struct Lazy<'p> {
    arena: &'p Arena,
    sources: &'p BTreeMap<String, Source>,
    session: Option<Session<'p>>,
}

impl<'p> Lazy<'p> {
    fn get(&mut self) -> &mut Session<'p> {
        let Self {
            arena,
            sources,
            session,
        } = self;
        session.get_or_insert_with(|| Session::new(arena, sources))
    }

    fn leave_scope(&mut self) {
        if let Some(session) = &mut self.session {
            session.leave_scope();
        }
    }

    /// Evaluates a snippet that may fail: no finding is made of it.
    pub(crate) fn try_evaluate(&mut self, unit: &Unit, snippet: &str) -> Option<String> {
        let result = self.get().evaluate(&unit.name(), snippet, &[], &|_| None);
        if result.is_err() {
            self.session = None;
        }
        result.ok()
    }

    /// Evaluates one unit. After an error the session is discarded: it holds partial values, which the next unit that needs one would
    /// report as a recursion.
    pub(crate) fn evaluate(&mut self, unit: &Unit, snippet: &str) -> Result<String, Vec<Diagnostic>> {
        let running = limits::begin(|| Running::whole(unit, snippet));
        let result = self
            .get()
            .evaluate(&unit.name(), snippet, &[], &|path| unit.file_of(path));
        drop(running);
        result.map_err(|first| {
            self.session = None;
            parts::every_finding(self.sources, unit, snippet, first)
        })
    }
}

/// Runs `work` for every unit and returns the results in the order of the units. The units of one service run on one thread, one after the other: its
/// files are then read and parsed once.
pub(crate) fn in_parallel<T: Send>(
    sources: &BTreeMap<String, Source>,
    units: &[Unit],
    work: impl Fn(&mut Lazy<'_>, &Unit) -> Result<T, Vec<Diagnostic>> + Sync,
) -> Result<Vec<T>, Vec<Diagnostic>> {
    let mut order: Vec<usize> = (0..units.len()).collect();
    order.sort_by_key(|n| units[*n].import_scope());
    let batches: Vec<&[usize]> = order
        .chunk_by(|a, b| units[*a].import_scope() == units[*b].import_scope())
        .collect();
    let next = AtomicUsize::new(0);
    let worker = || {
        let arena = Arena::new();
        let mut session = Lazy {
            arena: &arena,
            sources,
            session: None,
        };
        let mut done = Vec::new();
        while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.extend(batch.iter().map(|n| (*n, work(&mut session, &units[*n]))));
            session.leave_scope();
        }
        done
    };
    let threads = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(batches.len().max(1));
    let mut results = Vec::with_capacity(units.len());
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|_| nesting::spawn(scope, worker)).collect();
        for handle in handles {
            results.extend(joined(handle)?);
        }
        Ok::<(), Vec<Diagnostic>>(())
    })?;
    results.sort_by_key(|(n, _)| *n);
    let (mut good, mut findings) = (Vec::with_capacity(units.len()), Vec::new());
    for (_, result) in results {
        match result {
            Ok(value) => good.push(value),
            Err(more) => findings.extend(more),
        }
    }
    if findings.is_empty() {
        Ok(good)
    } else {
        Err(distinct(findings))
    }
}

pub(crate) fn joined<T>(handle: std::io::Result<ScopedJoinHandle<'_, T>>) -> Result<T, Vec<Diagnostic>> {
    match handle.map(ScopedJoinHandle::join) {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(error) => Err(no_thread(&error)),
    }
}

pub(crate) fn no_thread(error: &std::io::Error) -> Vec<Diagnostic> {
    vec![
        Diagnostic::error("usage/threads", format!("a thread cannot be started: {error}"))
            .help("the system is short of memory or of processes"),
    ]
}

/// The same mistake is found once per environment and once per widget; it is reported once.
pub(crate) fn distinct(mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut reported = HashSet::new();
    findings.retain(|finding| {
        let place = finding.place.as_ref();
        let span = place
            .and_then(|place| place.excerpt.as_ref())
            .map(|(_, span)| span.clone());
        reported.insert((
            finding.rule.clone(),
            finding.message.clone(),
            place.map(|place| place.path.clone()),
            span,
        ))
    });
    findings
}
