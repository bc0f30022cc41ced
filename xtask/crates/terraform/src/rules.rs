//! Rules over files in Terraform's language.

mod applier;
pub(crate) mod permission;
pub(crate) mod secret_literal;
mod secret_state;

use diagnostics::Diagnostic;

use crate::hcl::Source;

pub(crate) fn check(sources: &[Source], findings: &mut Vec<Diagnostic>) {
    for source in sources {
        applier::check(source, findings);
        permission::check(source, findings);
        secret_literal::check(source, findings);
    }
    secret_state::check(sources, findings);
}
