//! The files of the repository: reads them ([`Inventory`]) and changes them ([`Transaction`]). No other crate walks or writes the tree.

mod changes;
mod generated;
mod interruption;
mod inventory;
mod layout;
mod merges;
mod pages;
mod transaction;
mod walk;
mod windows;

pub use changes::{Artifact, Changes, Difference};
pub use generated::files;
pub use interruption::{TreeState, interrupt};
pub use inventory::{Archetype, Inventory, Service, Source};
pub use merges::no_unfinished_merges;
pub use pages::{Pages, paths, texts};
pub use transaction::{Transaction, recover};
pub use windows::{WindowFile, windows};

/// The hash that identifies the content of a file. It is fast and not cryptographic: an attacker could edit the files themselves.
#[must_use]
pub fn hash(bytes: &[u8]) -> u128 {
    xxhash_rust::xxh3::xxh3_128(bytes)
}
