//! A service check, as an integration reports it.

use super::reader::{Reader, Source};
use super::{Signal, SignalConstructor, SignalKind};
use crate::args::{Field, FieldType, required};
use crate::finding::{Built, Finding, Findings};

const FIELDS: &[Field] = &[required("check", FieldType::Text, "the name of the check").example("'redis.can_connect'")];

pub(super) const KIND: SignalConstructor = SignalConstructor {
    name: "check",
    summary: "The status of a service check, as an integration reports it.",
    fields: FIELDS,
    read,
};

fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Built<Signal<'a>> {
    let reader = Reader::new(source, FIELDS, findings)?;
    let check = reader.args.text("check", findings);
    let tags = reader.filter.clone().and_then(|filter| {
        if filter.has_alternatives() {
            let finding = Finding::new(
                "signal/alternatives",
                "signal check: a service check accepts one value for each tag",
            )
            .at("where");
            return Err(reader.args.reject("where", finding, findings));
        }
        // The check of an integration does not know the version of what it asks.
        Ok(filter.without_variables(|tag| tag != "version").of_check())
    });
    let kind = check.and_then(|check| Ok(SignalKind::Check { check, tags: tags? }));
    reader.signal("status", Ok(Vec::new()), kind, findings)
}
