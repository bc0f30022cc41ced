//! A group of widgets, in rows from left to right on the grid of twelve columns. A widget that is null is left out, and so are a row and a group of
//! nothing.

use serde_json::{Map, Value};

use crate::args::{Args, Field, FieldType, a, optional, required};
use crate::constructed::Constructed;
use crate::finding::{Built, Finding, Findings, each};
use crate::object::object;
use crate::signal::SignalContext;
use crate::widget::{self, COLUMNS, Widget};

pub(crate) const FIELDS: &[Field] = &[
    required("title", FieldType::Text, "what the group shows"),
    required(
        "rows",
        FieldType::Rows,
        "a list of widgets for each row; null is left out",
    ),
    optional(
        "supporting",
        FieldType::Flag,
        "whether it explains rather than alerts: such groups follow the others",
    )
    .default("false"),
];

/// A group with widgets.
#[derive(Debug)]
pub(super) struct Group<'a> {
    title: &'a str,
    pub(super) supporting: bool,
    rows: Vec<Row>,
}

/// Widgets with their columns. A row has at least one.
#[derive(Debug)]
struct Row {
    widgets: Vec<(Place, Widget)>,
    height: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    x: u64,
    width: u64,
}

impl<'a> Group<'a> {
    /// The group that a constructor returned; `None` where it is empty.
    pub(super) fn read(context: &SignalContext<'a>, value: &'a Value, findings: &mut Findings) -> Built<Option<Self>> {
        let constructed = Constructed::read("dashboard", value, &[], findings)?;
        let Some(constructed) = constructed.filter(|constructed| constructed.name == "group") else {
            let finding = Finding::new(
                "dashboard/no-group",
                format!("the groups of a dashboard must be groups, not {}", a(value)),
            )
            .at("groups")
            .help("groups are a list of ctx.group({ title, rows }); null is left out");
            return Err(findings.push(finding));
        };
        let args = Args::read("group of a dashboard", constructed.args, &[FIELDS], findings)?;
        let title = args.text("title", findings);
        let supporting = args.flag_or("supporting", false, findings);
        let name = title.unwrap_or("?");
        let rows = args.list("rows", findings).and_then(|rows| {
            each(rows.iter().enumerate(), |(n, row)| {
                let Value::Array(row) = row else {
                    let message = format!("group '{name}': a row must be a list of widgets, not {}", a(row));
                    return Err(args.reject("rows", Finding::new("jsonnet/type", message).at("rows"), findings));
                };
                Row::read(context, name, n + 1, row, findings)
            })
        });
        let group = Self {
            title: title?,
            supporting: supporting?,
            rows: rows?.into_iter().flatten().collect(),
        };
        Ok(Some(group).filter(|group| !group.rows.is_empty()))
    }

    /// A group of one row.
    pub(super) fn of_row(title: &'a str, widgets: Vec<Widget>) -> Self {
        // No widget has a width, and a row has room for twelve.
        let places = places(&vec![None; widgets.len()]).unwrap_or_default();
        Self {
            title,
            supporting: false,
            rows: vec![Row::of(widgets, places)],
        }
    }

    /// Its height in rows of the grid, one of them for the title.
    pub(super) fn height(&self) -> u64 {
        self.rows.iter().map(|row| row.height).sum::<u64>() + 1
    }

    /// The group at a row of the dashboard's grid, with its widgets at theirs.
    pub(super) fn at(self, top: u64) -> Map<String, Value> {
        let height = self.height();
        let (mut widgets, mut y) = (Vec::new(), 0);
        for row in self.rows {
            for (Place { x, width }, widget) in row.widgets {
                let layout = object!({ "x": x, "y": y, "width": width, "height": row.height });
                widgets.push(object!({ "definition": widget.definition, "layout": layout }));
            }
            y += row.height;
        }
        object!({
            "definition": object!({
                "type": "group",
                "layout_type": "ordered",
                "title": self.title,
                "show_title": true,
                "background_color": if self.supporting { "gray" } else { "vivid_blue" },
                "widgets": widgets,
            }),
            "layout": object!({ "x": 0, "y": top, "width": COLUMNS, "height": height }),
        })
    }
}

impl Row {
    fn read(
        context: &SignalContext<'_>,
        group: &str,
        n: usize,
        values: &[Value],
        findings: &mut Findings,
    ) -> Built<Option<Self>> {
        let widgets = each(
            values.iter().enumerate().filter(|(_, value)| !value.is_null()),
            |(column, value)| {
                findings.noting(
                    || format!("in group '{group}', row {n}, widget {}", column + 1),
                    |findings| widget::build(context, value, findings),
                )
            },
        )?;
        if widgets.is_empty() {
            return Ok(None);
        }
        let stated: Vec<_> = widgets.iter().map(|widget| widget.width).collect();
        let Some(places) = places(&stated) else {
            let finding = Finding::new(
                "dashboard/too-wide",
                format!("group '{group}': a row is wider than {COLUMNS} columns"),
            )
            .at(group)
            .help("put its widgets into two rows");
            return Err(findings.push(finding));
        };
        Ok(Some(Self::of(widgets, places)))
    }

    fn of(widgets: Vec<Widget>, places: Vec<Place>) -> Self {
        Self {
            height: widgets.iter().map(|widget| widget.height).max().unwrap_or(1),
            widgets: places.into_iter().zip(widgets).collect(),
        }
    }
}

/// The places of a row whose widgets may state their widths: those that do not share what the others leave. `None` where there is no room.
fn places(stated: &[Option<u64>]) -> Option<Vec<Place>> {
    let sharing = stated.iter().filter(|width| width.is_none()).count() as u64;
    let free = COLUMNS
        .checked_sub(stated.iter().flatten().sum())
        .filter(|free| *free >= sharing)?;
    // Whole columns; the later widgets get what is left over.
    let share = |rank: u64| (rank + 1) * free / sharing - rank * free / sharing;
    let (mut x, mut rank) = (0, 0);
    let place = |width: &Option<u64>| {
        let width = width.unwrap_or_else(|| {
            rank += 1;
            share(rank - 1)
        });
        x += width;
        Place { x: x - width, width }
    };
    Some(stated.iter().map(place).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(stated: &[u64], expected: &[(u64, u64)]) {
        let stated: Vec<_> = stated.iter().map(|width| Some(*width).filter(|w| *w > 0)).collect();
        let found = places(&stated).map(|places| places.iter().map(|p| (p.x, p.width)).collect::<Vec<_>>());
        assert_eq!(found.unwrap_or_default(), expected);
    }

    #[test]
    fn widgets_share_what_stated_widths_leave() {
        check(&[0], &[(0, 12)]);
        check(&[0, 0, 0, 0, 0], &[(0, 2), (2, 2), (4, 3), (7, 2), (9, 3)]);
        check(&[7, 0], &[(0, 7), (7, 5)]);
        check(&[0, 5, 5], &[(0, 2), (2, 5), (7, 5)]);
        check(&[4, 4], &[(0, 4), (4, 4)]);
        check(&[0; 12], &(0..12).map(|x| (x, 1)).collect::<Vec<_>>());
        check(&[0; 13], &[]);
        check(&[12, 0], &[]);
    }
}
