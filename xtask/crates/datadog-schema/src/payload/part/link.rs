//! Links in the menu of a widget.

use crate::payload::declare::object;

object! {
    pub(crate) LINK = "custom link" {
        is_hidden: Bool,
        label: Text,
        link: Text,
        override_label: Text,
    }
}
