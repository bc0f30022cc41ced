//! Parts of widgets.

pub(crate) mod align;
pub(crate) mod axis;
pub(crate) mod conditional_format;
pub(crate) mod formula;
pub(crate) mod histogram;
pub(crate) mod link;
pub(crate) mod marker;
pub(crate) mod number_format;
pub(crate) mod sort;
pub(crate) mod style;
pub(crate) mod text_format;
pub(crate) mod time;
pub(crate) mod title;
