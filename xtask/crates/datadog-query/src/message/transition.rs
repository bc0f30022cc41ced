//! The change of status that a notification reports.

/// A monitor's status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// No threshold is crossed.
    Ok,
    /// The warning threshold is crossed.
    Warn,
    /// The alert threshold is crossed.
    Alert,
    /// There is no data.
    NoData,
    /// A check's UNKNOWN.
    Unknown,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Ok, Self::Warn, Self::Alert, Self::NoData, Self::Unknown];
}

/// A change of status, or a reminder of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Transition {
    /// The status before.
    pub from: Status,
    /// The status now.
    pub to: Status,
    /// Whether it is a reminder; then `from` equals `to`.
    pub renotify: bool,
}

impl Transition {
    /// Every transition that notifies.
    pub fn all() -> impl Iterator<Item = Self> {
        Status::ALL.into_iter().flat_map(|from| {
            Status::ALL.into_iter().filter_map(move |to| {
                let renotify = from == to;
                (!renotify || to != Status::Ok).then_some(Self { from, to, renotify })
            })
        })
    }
}
