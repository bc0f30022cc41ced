//! How many log lines match a search.

use super::reader::{Reader, Source};
use super::{Kind, Signal};
use crate::finding::{Findings, Lowered};
use crate::given::{Field, required};

const FIELDS: [Field; 1] = [required("search", "a log search; env and service are added")];

pub(super) fn read<'a>(source: Source<'a, '_>, findings: &mut Findings) -> Lowered<Signal<'a>> {
    let reader = Reader::new(source, &FIELDS, findings)?;
    let search = reader.given.text("search", findings);
    let kind = search.and_then(|search| {
        let filter = reader.filter.as_ref().map_err(|told| *told)?.of_logs();
        let search = if search.is_empty() {
            filter
        } else {
            format!("{filter} {search}")
        };
        Ok(Kind::Logs { search })
    });
    reader.signal("line", Ok(Vec::new()), kind, findings)
}
