use model::Risk;

/// One difference of one object in one environment. `what` names the field and is the same in each environment; `how` gives the values, which may
/// differ.
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
