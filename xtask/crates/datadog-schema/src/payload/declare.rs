//! The notation of tables: `object!`, `fields!` and `choice!` define constants.
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
//! object! {
//!     JOIN_KEYS = closed "join keys" {
//!         primary: required Text,
//!         order: Exactly("asc", "desc"),
//!     }
//! }
//!
//! object! {
//!     REQUEST = "request" needs ASKS {
//!         q: Text,
//!         queries: List(Choice(QUERY)),
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

/// An object: `NAME = "its title" with [groups of fields] { field: words Shape, ... }`. It is `closed` where the API's schema has no additional
/// properties, `closed_in_requests` where the API rejects other fields that its answers may have;
/// `needs` names a constant with the fields of which one must say something.
macro_rules! object {
    ($(#[$doc:meta])* $vis:vis $name:ident = $($closed:ident)? $title:literal $(with [$($part:path),+])? $(needs $needs:path)? { $($field:ident: $($word:ident)+ $(($($args:tt)*))?,)* }) => {
        $(#[$doc])*
        $vis static $name: $crate::payload::shape::Object = $crate::payload::shape::Object {
            title: $title,
            source: $crate::payload::shape::Source { file: file!(), constant: stringify!($name) },
            others: $crate::payload::declare::others!($($closed)?),
            needs: $crate::payload::declare::needs!($($needs)?),
            parts: &[$($($part),+)?],
            fields: &[$($crate::payload::declare::field!(stringify!($field), $($word)+ $(($($args)*))?)),*],
        };
    };
}

/// Which other fields an object may have.
macro_rules! others {
    () => {
        $crate::payload::shape::Others::Possible
    };
    (closed_in_requests) => {
        $crate::payload::shape::Others::InAnswers
    };
    (closed) => {
        $crate::payload::shape::Others::Excluded
    };
}

/// Whether a choice is declared `complete`.
macro_rules! complete {
    () => {
        false
    };
    (complete) => {
        true
    };
}

/// The fields of which an object needs one.
macro_rules! needs {
    () => {
        None
    };
    ($needs:path) => {
        Some(&$needs)
    };
}

/// A group of fields that several objects share.
macro_rules! fields {
    ($(#[$doc:meta])* $vis:vis $name:ident { $($field:ident: $($word:ident)+ $(($($args:tt)*))?,)* }) => {
        $(#[$doc])*
        $vis const $name: &[$crate::payload::shape::Field] = &[$($crate::payload::declare::field!(stringify!($field), $($word)+ $(($($args)*))?)),*];
    };
}

/// A field: `required`, `read_only` or `ignored`, then `nullable`, then its shape.
macro_rules! field {
    ($name:expr, required $($rest:tt)+) => { $crate::payload::declare::field!(@presence Required, $name, $($rest)+) };
    ($name:expr, read_only $($rest:tt)+) => { $crate::payload::declare::field!(@presence ReadOnly, $name, $($rest)+) };
    ($name:expr, ignored $($rest:tt)+) => { $crate::payload::declare::field!(@presence Ignored, $name, $($rest)+) };
    ($name:expr, $($rest:tt)+) => { $crate::payload::declare::field!(@presence Optional, $name, $($rest)+) };
    (@presence $presence:ident, $name:expr, nullable $($shape:tt)+) => { $crate::payload::declare::field!(@field $presence, $name, true, $($shape)+) };
    (@presence $presence:ident, $name:expr, $($shape:tt)+) => { $crate::payload::declare::field!(@field $presence, $name, false, $($shape)+) };
    (@field $presence:ident, $name:expr, $nullable:literal, $($shape:tt)+) => {
        $crate::payload::shape::Field {
            name: $name,
            presence: $crate::payload::shape::Presence::$presence,
            nullable: $nullable,
            shape: $crate::payload::declare::shape!($($shape)+),
        }
    };
}

/// A shape, with its bounds.
macro_rules! shape {
    (Integer) => { $crate::payload::shape::Shape::Integer(i64::MIN, i64::MAX) };
    (Integer($low:literal..)) => { $crate::payload::shape::Shape::Integer($low, i64::MAX) };
    (Integer(..=$high:literal)) => { $crate::payload::shape::Shape::Integer(i64::MIN, $high) };
    (Integer($low:literal..=$high:literal)) => { $crate::payload::shape::Shape::Integer($low, $high) };
    (Text) => { $crate::payload::shape::Shape::Text(0, usize::MAX) };
    (Text($low:literal..)) => { $crate::payload::shape::Shape::Text($low, usize::MAX) };
    (Text($low:literal..=$high:literal)) => { $crate::payload::shape::Shape::Text($low, $high) };
    (Only($($value:literal),+)) => { $crate::payload::shape::Shape::OneOf(&[$($value),+], $crate::payload::shape::Values::MayGrow) };
    (In($values:path)) => { $crate::payload::shape::Shape::OneOf($values, $crate::payload::shape::Values::MayGrow) };
    (Exactly($($value:literal),+)) => { $crate::payload::shape::Shape::OneOf(&[$($value),+], $crate::payload::shape::Values::Complete) };
    (ExactlyIn($values:path)) => { $crate::payload::shape::Shape::OneOf($values, $crate::payload::shape::Values::Complete) };
    (OneOfIntegers($($value:literal),+)) => { $crate::payload::shape::Shape::OneOfIntegers(&[$($value),+]) };
    (List($item:ident $(($($args:tt)*))?)) => { $crate::payload::shape::Shape::List(&$crate::payload::declare::shape!($item $(($($args)*))?), 0, usize::MAX) };
    (List($item:ident $(($($args:tt)*))?, $low:literal..)) => { $crate::payload::shape::Shape::List(&$crate::payload::declare::shape!($item $(($($args)*))?), $low, usize::MAX) };
    (List($item:ident $(($($args:tt)*))?, $low:literal..=$high:literal)) => { $crate::payload::shape::Shape::List(&$crate::payload::declare::shape!($item $(($($args)*))?), $low, $high) };
    (Map(nullable $item:ident $(($($args:tt)*))?)) => { $crate::payload::shape::Shape::Map(&$crate::payload::declare::shape!($item $(($($args)*))?), true) };
    (Map($item:ident $(($($args:tt)*))?)) => { $crate::payload::shape::Shape::Map(&$crate::payload::declare::shape!($item $(($($args)*))?), false) };
    (Object($object:path)) => { $crate::payload::shape::Shape::Object(&$object) };
    (Choice($choice:path)) => { $crate::payload::shape::Shape::Choice(&$choice) };
    ($plain:ident) => { $crate::payload::shape::Shape::$plain };
}

/// Several shapes of one thing: `NAME = "its title" by "/tag" { is("a", "b") => Shape, ... }`. It is `complete` where the API's schema has exactly these.
macro_rules! choice {
    ($(#[$doc:meta])* $vis:vis $name:ident = $($complete:ident)? $title:literal by $tag:literal { $($when:ident $(($($value:tt)*))? => $shape:ident $(($($args:tt)*))?,)+ }) => {
        $(#[$doc])*
        $vis static $name: $crate::payload::shape::Choice = $crate::payload::shape::Choice {
            title: $title,
            source: $crate::payload::shape::Source { file: file!(), constant: stringify!($name) },
            complete: $crate::payload::declare::complete!($($complete)?),
            tag: $tag,
            cases: &[$($crate::payload::shape::Case {
                when: $crate::payload::declare::when!($when $(($($value)*))?),
                then: $crate::payload::declare::shape!($shape $(($($args)*))?),
            }),+],
        };
    };
}

/// When a case applies.
macro_rules! when {
    (is($($value:literal),+)) => { $crate::payload::shape::When::Tag(&[$($value),+]) };
    (within($values:path)) => { $crate::payload::shape::When::Tag($values) };
    (absent) => { $crate::payload::shape::When::Absent };
    (at($pointer:literal, $value:literal)) => { $crate::payload::shape::When::At($pointer, $value) };
    (has($field:literal)) => { $crate::payload::shape::When::Has($field) };
    (text) => { $crate::payload::shape::When::Text };
    (list) => { $crate::payload::shape::When::List };
    (otherwise) => { $crate::payload::shape::When::Otherwise };
}

pub(crate) use {choice, complete, field, fields, needs, object, others, shape, when};
