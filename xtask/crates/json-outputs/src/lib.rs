//! What the verbs of `cargo xtask` print with `--format json`: one place from which the reference page and the JSON Schemas are generated, and against which tests
//! check real outputs. No I/O.
//!
//! The shapes are declared by hand: most outputs are put together from several crates, and a test of each verb fails if the declaration and the output differ.

mod outputs;
mod schema;
mod shape;

pub use outputs::{Output, output, outputs};
pub use schema::schema;
pub use shape::{Field, Shape};

/// The version of all outputs. It rises when a member is removed or renamed, or when its type or meaning changes. New members do not change it.
pub const VERSION: u64 = 1;

/// The member of each output with the version.
pub const VERSION_MEMBER: &str = "version";
