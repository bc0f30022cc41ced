//! Draws a dashboard from the payload that Datadog gets: one page of HTML with SVG, without scripts and without anything to load.
//!
//! Every query is run over what a [`Source`] has, by the evaluator of monitors, so that a widget without data, or with a query that cannot be evaluated,
//! shows: [`draw`] returns the [`State`] of each. No I/O, no clock: equal inputs give equal bytes.
//!
//! 1. [`variables`] fills in the defaults of template variables.
//! 2. [`request`] reads queries and formulas of a widget and evaluates them.
//! 3. [`kind`] draws each kind of widget, with numbers as [`number`] writes them, in the colours of [`palette`], on the axes of [`scale`].
//! 4. [`page`] lays the widgets out.
//! 5. [`unmoved`] finds widgets that do not show at once that a metric has changed; [`movements`] finds graphs that show that something happened.

mod change;
mod html;
mod kind;
mod movement;
mod number;
mod page;
mod palette;
mod payload;
mod request;
mod scale;
mod source;
mod state;
mod style;
mod variables;

pub use change::{Unmoved, queries, unmoved};
pub use movement::{Movement, graphs, movements};
pub use page::{Preview, Shown, View, draw};
pub use source::{Asked, Events, MonitorStatus, Objective, Recorded, Source, searched_monitor};
pub use state::State;
pub use variables::Variables;
