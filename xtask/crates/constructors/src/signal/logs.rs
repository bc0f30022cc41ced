//! How many log lines match a search.

use super::reader::{Reader, Source};
use super::{Signal, SignalConstructor, SignalKind};
use crate::args::{Field, FieldType, required};
use crate::finding::{Built, Findings};

const FIELDS: &[Field] =
    &[required("search", FieldType::Search, "a log search; env and service are added").example("'status:error'")];

pub(super) const KIND: SignalConstructor = SignalConstructor {
    name: "logs",
    summary: "How many log lines match a search.",
    fields: FIELDS,
    read,
};

fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Built<Signal<'a>> {
    let reader = Reader::new(source, FIELDS, findings)?;
    let search = reader.args.text("search", findings);
    let kind = search.and_then(|search| {
        let filter = reader.filter.as_ref().map_err(|reported| *reported)?.of_logs();
        let search = if search.is_empty() {
            filter
        } else {
            format!("{filter} {search}")
        };
        Ok(SignalKind::Logs { search })
    });
    reader.signal("line", Ok(Vec::new()), kind, findings)
}
