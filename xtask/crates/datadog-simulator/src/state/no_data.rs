//! What to do on no data (doc: `monitors/configuration`, no data; rules 8 and 10 of `tests/rules`).

/// What a monitor does on no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnMissingData {
    /// `on_missing_data: default` for counts: an empty result is evaluated as zero.
    Zero,
    /// `on_missing_data: default` for other queries: the last status stays.
    LastStatus,
    /// `show_no_data`
    ShowNoData,
    /// `show_and_notify_no_data`
    NotifyNoData,
    /// `resolve`
    Resolve,
    /// The older pair `notify_no_data` and `no_data_timeframe`.
    Legacy {
        /// `notify_no_data`; if false, the state stays.
        notify: bool,
        /// Seconds without data after which the state becomes No Data.
        after_s: i64,
    },
}

impl OnMissingData {
    /// Whether the change to No Data and the recovery from it send a notification.
    #[must_use]
    pub fn notifies(self) -> bool {
        matches!(self, Self::NotifyNoData | Self::Legacy { notify: true, .. })
    }
}

/// The result of an evaluation without values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDataOutcome {
    /// The state stays.
    LastStatus,
    /// The state stays and becomes No Data at this time (unix seconds) if there is still no data.
    NoDataAt(i64),
    /// The state is No Data.
    NoData,
    /// The state is OK because of `on_missing_data: resolve`.
    Resolved,
    /// The state is OK because `timeout_h` has passed.
    AutoResolved,
    /// The group has not reported yet, so it cannot be No Data.
    NeverReported,
    /// The group has had no data for its retention time and is dropped.
    Dropped,
}
