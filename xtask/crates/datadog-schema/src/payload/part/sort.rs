//! What comes first.

use crate::payload::declare::{choice, object};
use crate::payload::query::order;

object! {
    pub(crate) SORT = "sort" {
        count: Integer(0..),
        order_by: List(Choice(ORDER_BY)),
    }
}

choice! {
    ORDER_BY = "order of a sort" by "/type" {
        is("formula") => Object(FORMULA),
        is("group") => Object(GROUP),
    }
}

object! {
    FORMULA = "sort by a formula" {
        type: required Only("formula"),
        index: Integer(0..),
        order: required ExactlyIn(order::ORDER),
    }
}

object! {
    GROUP = "sort by a group" {
        type: required Only("group"),
        name: required Text,
        order: required ExactlyIn(order::ORDER),
    }
}

object! {
    pub(crate) FIELD = "sort by a column" {
        column: required Text,
        order: required ExactlyIn(order::ORDER),
    }
}
