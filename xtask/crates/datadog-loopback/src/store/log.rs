//! The file that keeps objects: one change per line, read again at the next start.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::ids::NewIds;
use super::objects::{Change, Organisation};

/// A file of changes.
#[derive(Debug)]
pub(super) struct Log {
    file: File,
    failure: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    organisation: u64,
    ids: NewIds,
    /// `None` if the organisation lost everything.
    change: Option<Change>,
}

impl Log {
    /// Reads the changes and opens the file for more. A last line that was cut off by the end of the process is dropped.
    pub(super) fn open(path: &Path) -> io::Result<(Self, BTreeMap<u64, Organisation>, NewIds)> {
        let mut file = OpenOptions::new().create(true).read(true).append(true).open(path)?;
        let (mut organisations, mut ids, mut whole) = (BTreeMap::new(), NewIds::default(), 0);
        let mut reader = BufReader::new(&mut file);
        let mut text = Vec::new();
        for number in 1.. {
            text.clear();
            if reader.read_until(b'\n', &mut text)? == 0 || text.last() != Some(&b'\n') {
                break;
            }
            let line: Line = serde_json::from_slice(&text).map_err(|error| {
                io::Error::other(format!("line {number} of {} is not a change: {error}", path.display()))
            })?;
            ids = line.ids;
            whole += text.len() as u64;
            match line.change {
                Some(change) => organisations
                    .entry(line.organisation)
                    .or_insert_with(|| Organisation::new(line.organisation))
                    .restore(change),
                None => drop(organisations.remove(&line.organisation)),
            }
        }
        file.set_len(whole)?;
        Ok((Self { file, failure: None }, organisations, ids))
    }

    pub(super) fn write(&mut self, organisation: u64, ids: &NewIds, changes: &[Change]) {
        for change in changes {
            self.line(&Line {
                organisation,
                ids: *ids,
                change: Some(change.clone()),
            });
        }
    }

    pub(super) fn clear(&mut self, organisation: u64, ids: &NewIds) {
        self.line(&Line {
            organisation,
            ids: *ids,
            change: None,
        });
    }

    pub(super) fn failure(&self) -> Option<String> {
        self.failure.clone()
    }

    fn line(&mut self, line: &Line) {
        let written = serde_json::to_vec(line).map_err(io::Error::from).and_then(|mut text| {
            text.push(b'\n');
            self.file.write_all(&text)
        });
        if let Err(error) = written {
            self.failure = Some(error.to_string());
        }
    }
}
