//! What became of a widget.

/// What became of a widget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It shows data.
    Data,
    /// It asks for none: a note, a group.
    Still,
    /// Its queries return no data, and why as far as it is known.
    Empty(String),
    /// Something that it asks cannot be evaluated.
    Broken(String),
    /// Widgets of its kind cannot be drawn.
    NotDrawn(String),
}

impl State {
    /// `data`, `still`, `empty`, `broken` or `not drawn`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Still => "still",
            Self::Empty(_) => "empty",
            Self::Broken(_) => "broken",
            Self::NotDrawn(_) => "not drawn",
        }
    }

    /// Why it shows no data.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Data | Self::Still => None,
            Self::Empty(why) | Self::Broken(why) | Self::NotDrawn(why) => Some(why),
        }
    }
}
