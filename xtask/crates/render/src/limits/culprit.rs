//! Which file of a unit does not end: its parts are evaluated one after the other on another thread, until one of them takes too long.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use repository::Inventory;

use super::usage::Moment;
use super::{CHECKED_EVERY, Running};
use crate::nesting;
use crate::parts;
use crate::place::repository_path;
use crate::registry;
use crate::unit::Unit;

/// How deep the parts are that are evaluated: an object of a service is at 3, a declaration at 2.
const DEPTH: usize = 3;

/// The file whose evaluation does not end within `limit`, from the root of the repository; `None` if it is not one file alone.
pub(super) fn file(limit: Duration, inventory: &Inventory, running: &Running) -> Option<String> {
    if !running.part.is_empty() {
        return file_of(&running.unit, &running.part);
    }
    // Where even the list of parts does not end, the parts above are tried.
    (1..=DEPTH).rev().find_map(|depth| {
        let part = endless_part(limit, depth, inventory, running)?;
        file_of(&running.unit, &part)
    })
}

/// The part at a depth that does not end; empty if the list of parts does not. `None` if all end.
fn endless_part(limit: Duration, depth: usize, inventory: &Inventory, running: &Running) -> Option<Vec<String>> {
    let sources = registry::sources(inventory);
    let Running { unit, snippet, .. } = running.clone();
    let (sender, begun) = channel();
    // Left behind as the first evaluation is.
    let prober = thread::Builder::new().stack_size(nesting::STACK_BYTES);
    let started = prober.spawn(move || parts::one_by_one(&sources, &unit, &snippet, depth, &sender));
    started.ok()?;
    let (mut last, mut since) = (Vec::new(), Moment::now());
    loop {
        match begun.recv_timeout(CHECKED_EVERY) {
            Ok(part) => (last, since) = (part, Moment::now()),
            Err(RecvTimeoutError::Timeout) if since.elapsed() > limit => return Some(last),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

/// The file of a part of a unit. A part of the policy is a declaration, or what its first name says.
fn file_of(unit: &Unit, part: &[String]) -> Option<String> {
    let part: Vec<&str> = part.iter().map(String::as_str).collect();
    let file = match (unit, part.as_slice()) {
        (Unit::Policy, ["services", service, ..]) => Some(format!("services/{service}/service.libsonnet")),
        (Unit::Policy, ["archetypes", archetype, ..]) => Some(format!("lib/archetype/{archetype}/archetype.libsonnet")),
        (Unit::Policy, ["policy", name, ..]) => Some(format!("policy/{name}.libsonnet")),
        (Unit::Policy, _) => None,
        (unit, part) => unit.file_of(part),
    };
    file.map(|path| repository_path(&path))
}
