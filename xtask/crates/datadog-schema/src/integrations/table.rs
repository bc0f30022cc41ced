//! The table in memory, and how it is printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

/// The name of a metric or check, split at its last point, and the integration that documents it. The order of the fields is that of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name<'t> {
    /// All but the last part; empty if the name has one part.
    pub prefix: &'t str,
    /// The integration, as its folder is named.
    pub integration: &'t str,
    /// The last part.
    pub leaf: &'t str,
}

impl<'t> Name<'t> {
    /// Splits `name`.
    #[must_use]
    pub fn new(integration: &'t str, name: &'t str) -> Self {
        let (prefix, leaf) = name.rsplit_once('.').unwrap_or(("", name));
        Self {
            prefix,
            integration,
            leaf,
        }
    }

    /// Its length in bytes, written with its point.
    pub(super) fn length(&self) -> usize {
        self.leaf.len()
            + if self.prefix.is_empty() {
                0
            } else {
                self.prefix.len() + 1
            }
    }

    /// The first part.
    #[must_use]
    pub fn namespace(&self) -> &'t str {
        let first = if self.prefix.is_empty() { self.leaf } else { self.prefix };
        first.split('.').next().unwrap_or_default()
    }
}

impl Display for Name<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.prefix {
            "" => f.write_str(self.leaf),
            prefix => write!(f, "{prefix}.{}", self.leaf),
        }
    }
}

/// What a metric's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MetricKind {
    /// Events of an interval.
    Count,
    /// A level.
    Gauge,
    /// Events of a second.
    Rate,
}

impl MetricKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Count, Self::Gauge, Self::Rate];

    /// Its name in Datadog.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Gauge => "gauge",
            Self::Rate => "rate",
        }
    }
}

/// A metric as one integration documents it. Two may document the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Metric<'t> {
    /// Its name.
    pub name: Name<'t>,
    /// Its type.
    pub kind: MetricKind,
    /// Its unit: `byte`, `byte/second`; empty if none is documented.
    pub unit: &'t str,
}

/// A service check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Check<'t> {
    /// Its name.
    pub name: Name<'t>,
    /// The keys of its own tags, with commas.
    pub(super) groups: &'t str,
    /// The statuses that it reports, with commas.
    pub(super) statuses: &'t str,
}

impl<'t> Check<'t> {
    /// The keys of the tags that it sends itself. Those of its instance and its host are added to them.
    pub fn groups(&self) -> impl Iterator<Item = &'t str> {
        self.groups.split(',').filter(|key| !key.is_empty())
    }

    /// The statuses that it reports: `ok`, `warning`, `critical`, `unknown`.
    pub fn statuses(&self) -> impl Iterator<Item = &'t str> {
        self.statuses.split(',').filter(|status| !status.is_empty())
    }
}

/// All metrics and checks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table<'t> {
    /// Where it comes from.
    pub source: &'t str,
    /// The month of the source, `YYYY-MM`.
    pub as_of: &'t str,
    /// Sorted by name.
    pub metrics: Vec<Metric<'t>>,
    /// Sorted by name.
    pub checks: Vec<Check<'t>>,
    /// The first parts of the names of each integration's metrics.
    pub(super) namespaces: BTreeMap<&'t str, BTreeSet<&'t str>>,
}

impl<'t> Table<'t> {
    /// The metrics with exactly this name, one for each integration that documents it.
    pub fn metrics_named<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Metric<'t>> {
        named(&self.metrics, |metric| metric.name, name)
    }

    /// The checks with exactly this name.
    pub fn checks_named<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Check<'t>> {
        named(&self.checks, |check| check.name, name)
    }

    /// The metrics whose first part is `namespace`.
    pub fn namespace<'s>(&'s self, namespace: &'s str) -> impl Iterator<Item = &'s Metric<'t>> {
        // A name of one part has no prefix and is sorted before all others.
        let one_part = self.metrics.iter().take_while(|metric| metric.name.prefix.is_empty());
        let start = self.metrics.partition_point(|metric| metric.name.prefix < namespace);
        let others = self.metrics.get(start..).unwrap_or_default().iter();
        one_part
            .filter(move |metric| metric.name.leaf == namespace)
            .chain(others.take_while(move |metric| !namespace.is_empty() && metric.name.namespace() == namespace))
    }

    /// How many metrics and checks each integration documents.
    #[must_use]
    pub fn integrations(&self) -> BTreeMap<&'t str, (usize, usize)> {
        let mut counts: BTreeMap<_, (usize, usize)> = BTreeMap::new();
        for metric in &self.metrics {
            counts.entry(metric.name.integration).or_default().0 += 1;
        }
        for check in &self.checks {
            counts.entry(check.name.integration).or_default().1 += 1;
        }
        counts
    }

    /// The first parts of the names of an integration's metrics.
    pub fn namespaces_of(&self, integration: &str) -> impl Iterator<Item = &'t str> {
        self.namespaces.get(integration).into_iter().flatten().copied()
    }

    /// The lines below the header.
    fn body(&self) -> String {
        let metric = |metric: &Metric<'t>| (metric.name, format!("{} {}", metric.kind.as_str(), metric.unit));
        let check = |check: &Check<'t>| {
            let groups = if check.groups.is_empty() { "-" } else { check.groups };
            (check.name, format!("check {groups} {}", check.statuses))
        };
        let mut lines: Vec<_> = self
            .metrics
            .iter()
            .map(metric)
            .chain(self.checks.iter().map(check))
            .collect();
        lines.sort();
        let (mut text, mut above) = (String::new(), None);
        for (name, facts) in lines {
            if above != Some((name.prefix, name.integration)) {
                above = Some((name.prefix, name.integration));
                let prefix = if name.prefix.is_empty() { "-" } else { name.prefix };
                text.push_str(&format!("{prefix} {}\n", name.integration));
            }
            text.push_str(format!(" {} {facts}", name.leaf).trim_end());
            text.push('\n');
        }
        text
    }
}

impl Display for Table<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let body = self.body();
        writeln!(f, "# source: {}", self.source)?;
        writeln!(f, "# as of: {}", self.as_of)?;
        writeln!(f, "# checksum: {:016x}", checksum(&body))?;
        f.write_str(&body)
    }
}

/// FNV-1a of the lines below the header: it differs after an edit by hand.
fn checksum(body: &str) -> u64 {
    body.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

fn named<'s, 't: 's, T>(
    sorted: &'s [T],
    name_of: impl Fn(&T) -> Name<'t> + Copy + 's,
    name: &'s str,
) -> impl Iterator<Item = &'s T> {
    let wanted = Name::new("", name);
    let (prefix, leaf) = (wanted.prefix, wanted.leaf);
    let start = sorted.partition_point(|item| name_of(item).prefix < prefix);
    let of_prefix = sorted.get(start..).unwrap_or_default().iter();
    of_prefix
        .take_while(move |item| name_of(item).prefix == prefix)
        .filter(move |item| name_of(item).leaf == leaf)
}
