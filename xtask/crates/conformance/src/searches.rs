//! Searches that others ship, and how the parser fares with them: which it accepts, and which faults it notices.

mod collect;
mod figures;
mod mutations;
mod syntax;

pub use collect::searches;
pub use figures::{Figures, figures};
pub use mutations::{Kind, mutations};
