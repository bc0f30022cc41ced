//! Where a payload comes from.

/// Where a payload comes from, which decides how much of it the tables may fail to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is written to be sent. What the tables do not know is an error, because nothing shows that Datadog accepts it.
    Written,
    /// Datadog returned it. What the tables do not know may be newer than they are, so it is a warning, unless it is close to a known name or the schema allows
    /// nothing else. So is a scalar in another notation, such as a number as a text.
    Exported,
}
