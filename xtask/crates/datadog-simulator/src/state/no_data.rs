//! What a window without values means (doc: `monitors/configuration`, no data; facts: rules 8 and 10).

/// How missing data are treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnMissingData {
    /// `on_missing_data: default` of a count: an empty result is compared as zero.
    Zero,
    /// `on_missing_data: default` of anything else: the last status stays.
    LastStatus,
    /// `show_no_data`
    ShowNoData,
    /// `show_and_notify_no_data`
    NotifyNoData,
    /// `resolve`
    Resolve,
    /// The older pair `notify_no_data` and `no_data_timeframe`.
    Legacy {
        /// `notify_no_data`; without it the state stays.
        notify: bool,
        /// Seconds without data after which the state is No Data.
        after_s: i64,
    },
}

impl OnMissingData {
    /// Whether a change to No Data, and the recovery from it, are notified.
    #[must_use]
    pub fn notifies(self) -> bool {
        matches!(self, Self::NotifyNoData | Self::Legacy { notify: true, .. })
    }
}

/// What an evaluation without values came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDataOutcome {
    /// The state stays.
    LastStatus,
    /// The state stays until data have been missing long enough, at this time.
    NoDataAt(i64),
    /// The state is No Data.
    NoData,
    /// The group is resolved.
    Resolved,
    /// `timeout_h` has passed: the group is resolved.
    AutoResolved,
    /// The group has not reported yet: it cannot be No Data.
    NeverReported,
    /// The group has been silent for as long as groups are kept, and is forgotten.
    Dropped,
}
