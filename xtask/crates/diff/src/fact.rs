use model::Risk;

/// One thing that is different about one object in one environment. `what` names the facet and is the same in each environment; `how` says the
/// values and may differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    pub(crate) risk: Risk,
    pub(crate) what: String,
    pub(crate) how: String,
}

impl Fact {
    pub(crate) fn new(risk: Risk, what: impl Into<String>, how: impl Into<String>) -> Self {
        Self {
            risk,
            what: what.into(),
            how: how.into(),
        }
    }
}
