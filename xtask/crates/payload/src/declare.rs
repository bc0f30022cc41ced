//! How models are written: `object!` and `choice!` read like declarations and make constants.
//!
//! ```text
//! object! {
//!     OPTIONS = "options of a monitor" with [SHARED_FIELDS] {
//!         thresholds: Object(THRESHOLDS),
//!         priority: nullable Integer(1..=5),
//!         type: required Only("a", "b"),
//!     }
//! }
//!
//! choice! {
//!     QUERY = "query" by "/data_source" {
//!         is("metrics") => Object(METRIC),
//!         within(EVENT_SOURCES) => Object(EVENTS),
//!         has("jobs_query") => Object(JOBS),
//!     }
//! }
//! ```

/// An object: `NAME = "what it is called" with [groups of fields] { field: words Shape, ... }`.
macro_rules! object {
    ($(#[$doc:meta])* $vis:vis $name:ident = $what:literal $(with [$($part:path),+])? { $($field:ident: $($word:ident)+ $(($($args:tt)*))?,)* }) => {
        $(#[$doc])*
        $vis static $name: $crate::shape::Object = $crate::shape::Object {
            what: $what,
            parts: &[$($($part),+)?],
            fields: &[$($crate::declare::field!(stringify!($field), $($word)+ $(($($args)*))?)),*],
        };
    };
}

/// A group of fields that several objects share.
macro_rules! fields {
    ($(#[$doc:meta])* $vis:vis $name:ident { $($field:ident: $($word:ident)+ $(($($args:tt)*))?,)* }) => {
        $(#[$doc])*
        $vis const $name: &[$crate::shape::Field] = &[$($crate::declare::field!(stringify!($field), $($word)+ $(($($args)*))?)),*];
    };
}

/// A field: `required`, `read_only` or `ignored`, then `nullable`, then its shape.
macro_rules! field {
    ($name:expr, required $($rest:tt)+) => { $crate::declare::field!(@presence Required, $name, $($rest)+) };
    ($name:expr, read_only $($rest:tt)+) => { $crate::declare::field!(@presence ReadOnly, $name, $($rest)+) };
    ($name:expr, ignored $($rest:tt)+) => { $crate::declare::field!(@presence Ignored, $name, $($rest)+) };
    ($name:expr, $($rest:tt)+) => { $crate::declare::field!(@presence Optional, $name, $($rest)+) };
    (@presence $presence:ident, $name:expr, nullable $($shape:tt)+) => { $crate::declare::field!(@field $presence, $name, true, $($shape)+) };
    (@presence $presence:ident, $name:expr, $($shape:tt)+) => { $crate::declare::field!(@field $presence, $name, false, $($shape)+) };
    (@field $presence:ident, $name:expr, $nullable:literal, $($shape:tt)+) => {
        $crate::shape::Field {
            name: $name,
            presence: $crate::shape::Presence::$presence,
            nullable: $nullable,
            shape: $crate::declare::shape!($($shape)+),
        }
    };
}

/// A shape, with its bounds.
macro_rules! shape {
    (Integer) => { $crate::shape::Shape::Integer(i64::MIN, i64::MAX) };
    (Integer($low:literal..)) => { $crate::shape::Shape::Integer($low, i64::MAX) };
    (Integer(..=$high:literal)) => { $crate::shape::Shape::Integer(i64::MIN, $high) };
    (Integer($low:literal..=$high:literal)) => { $crate::shape::Shape::Integer($low, $high) };
    (Text) => { $crate::shape::Shape::Text(0, usize::MAX) };
    (Text($low:literal..)) => { $crate::shape::Shape::Text($low, usize::MAX) };
    (Text($low:literal..=$high:literal)) => { $crate::shape::Shape::Text($low, $high) };
    (Only($($value:literal),+)) => { $crate::shape::Shape::OneOf(&[$($value),+]) };
    (In($values:path)) => { $crate::shape::Shape::OneOf($values) };
    (OneOfIntegers($($value:literal),+)) => { $crate::shape::Shape::OneOfIntegers(&[$($value),+]) };
    (List($item:ident $(($($args:tt)*))?)) => { $crate::shape::Shape::List(&$crate::declare::shape!($item $(($($args)*))?), 0, usize::MAX) };
    (List($item:ident $(($($args:tt)*))?, $low:literal..)) => { $crate::shape::Shape::List(&$crate::declare::shape!($item $(($($args)*))?), $low, usize::MAX) };
    (List($item:ident $(($($args:tt)*))?, $low:literal..=$high:literal)) => { $crate::shape::Shape::List(&$crate::declare::shape!($item $(($($args)*))?), $low, $high) };
    (Map(nullable $item:ident $(($($args:tt)*))?)) => { $crate::shape::Shape::Map(&$crate::declare::shape!($item $(($($args)*))?), true) };
    (Map($item:ident $(($($args:tt)*))?)) => { $crate::shape::Shape::Map(&$crate::declare::shape!($item $(($($args)*))?), false) };
    (Object($object:path)) => { $crate::shape::Shape::Object(&$object) };
    (Choice($choice:path)) => { $crate::shape::Shape::Choice(&$choice) };
    ($plain:ident) => { $crate::shape::Shape::$plain };
}

/// Several shapes of one thing: `NAME = "what it is called" by "/tag" { is("a", "b") => Shape, ... }`.
macro_rules! choice {
    ($(#[$doc:meta])* $vis:vis $name:ident = $what:literal by $tag:literal { $($when:ident $(($($value:tt)*))? => $shape:ident $(($($args:tt)*))?,)+ }) => {
        $(#[$doc])*
        $vis static $name: $crate::shape::Choice = $crate::shape::Choice {
            what: $what,
            tag: $tag,
            cases: &[$($crate::shape::Case {
                when: $crate::declare::when!($when $(($($value)*))?),
                then: $crate::declare::shape!($shape $(($($args)*))?),
            }),+],
        };
    };
}

/// When a case is meant.
macro_rules! when {
    (is($($value:literal),+)) => { $crate::shape::When::Tag(&[$($value),+]) };
    (within($values:path)) => { $crate::shape::When::Tag($values) };
    (absent) => { $crate::shape::When::Absent };
    (at($pointer:literal, $value:literal)) => { $crate::shape::When::At($pointer, $value) };
    (has($field:literal)) => { $crate::shape::When::Has($field) };
    (text) => { $crate::shape::When::Text };
    (list) => { $crate::shape::When::List };
    (otherwise) => { $crate::shape::When::Otherwise };
}

pub(crate) use {choice, field, fields, object, shape, when};
