use std::fmt;

use serde_json::Value;

use crate::request::Request;

/// A kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A monitor. Version 1 of the API.
    Monitor,
    /// An SLO. Version 1 of the API.
    Slo,
    /// A dashboard. Version 1 of the API.
    Dashboard,
    /// A downtime. Version 2 of the API.
    Downtime,
    /// A synthetic API test. Version 1 of the API.
    Synthetic,
}

/// How the API numbers pages.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Paging {
    /// By page, from 0: the parameters of the page and of its size.
    Page(&'static str, &'static str),
    /// By the number of objects before it.
    Offset(&'static str, &'static str),
}

/// Where the API keeps objects of a kind.
pub(crate) struct Place {
    pub(crate) list: &'static str,
    pub(crate) one: &'static str,
    /// The field of the list's answer that has the objects; empty if the answer is the list.
    pub(crate) items: &'static str,
    pub(crate) id: &'static str,
    pub(crate) paging: Paging,
}

/// An object as the API returns it.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveObject {
    /// Its kind.
    pub kind: Kind,
    /// Its id, as the operator writes it into a status.
    pub id: String,
    /// Its fields, those that Datadog sets included.
    pub payload: Value,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Monitor,
        Self::Slo,
        Self::Dashboard,
        Self::Downtime,
        Self::Synthetic,
    ];

    pub(crate) const fn place(self) -> Place {
        let (list, one, items, id, paging) = match self {
            Self::Monitor => (
                "/api/v1/monitor",
                "/api/v1/monitor/{id}",
                "",
                "id",
                Paging::Page("page", "page_size"),
            ),
            Self::Slo => (
                "/api/v1/slo",
                "/api/v1/slo/{id}",
                "data",
                "id",
                Paging::Offset("offset", "limit"),
            ),
            Self::Dashboard => (
                "/api/v1/dashboard",
                "/api/v1/dashboard/{id}",
                "dashboards",
                "id",
                Paging::Offset("start", "count"),
            ),
            Self::Downtime => (
                "/api/v2/downtime",
                "/api/v2/downtime/{id}",
                "data",
                "id",
                Paging::Offset("page[offset]", "page[limit]"),
            ),
            Self::Synthetic => (
                "/api/v1/synthetics/tests",
                "/api/v1/synthetics/tests/api/{id}",
                "tests",
                "public_id",
                Paging::Page("page_number", "page_size"),
            ),
        };
        Place {
            list,
            one,
            items,
            id,
            paging,
        }
    }

    /// The request that deletes an object.
    pub(crate) fn deletion(self, id: &str) -> Request {
        match self {
            Self::Synthetic => Request::ask(
                "/api/v1/synthetics/tests/delete",
                None,
                serde_json::json!({ "public_ids": [id] }),
            ),
            _ => Request::delete(self.place().one, id),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Monitor => "monitor",
            Self::Slo => "SLO",
            Self::Dashboard => "dashboard",
            Self::Downtime => "downtime",
            Self::Synthetic => "synthetic test",
        })
    }
}
