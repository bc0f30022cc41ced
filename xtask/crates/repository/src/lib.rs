//! The tree: what is in it ([`Inventory`]) and how it is changed ([`Transaction`]). The only crate that walks and writes it.

mod changes;
mod generated;
mod inventory;
mod layout;
mod pages;
mod transaction;
mod walk;

pub use changes::{Artifact, Changes, Difference};
pub use generated::files;
pub use inventory::{Archetype, Inventory, Service, Source};
pub use pages::{Pages, paths};
pub use transaction::{Transaction, recover};

/// The hash that identifies the content of a file: fast, not meant against an attacker, who could edit the tree itself.
#[must_use]
pub fn hash(bytes: &[u8]) -> u128 {
    xxhash_rust::xxh3::xxh3_128(bytes)
}
