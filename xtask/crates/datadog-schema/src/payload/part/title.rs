//! What is written above a widget.

use crate::payload::declare::fields;
use crate::payload::part::align;

fields! {
    /// The fields of nearly every widget.
    pub(crate) TITLE {
        description: Text,
        title: Text,
        title_align: ExactlyIn(align::TEXT),
        title_size: Text,
    }
}
