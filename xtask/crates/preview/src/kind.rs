//! The kinds of widgets.

mod checks;
mod distribution;
mod monitors;
mod note;
mod objectives;
mod query_value;
mod stream;
mod table;
mod timeseries;
mod toplist;

use serde_json::Value;

use crate::payload::text;
use crate::request::Context;
use crate::state::State;
pub(crate) use timeseries::Marker;

/// The room for a widget's content, in pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// A widget's content as HTML, and what became of it.
#[derive(Debug)]
pub(crate) struct Drawn {
    pub(crate) body: String,
    pub(crate) state: State,
}

/// Something to show, or why there is nothing.
type Result = std::result::Result<Drawn, State>;

impl Drawn {
    fn data(body: String) -> Self {
        Self {
            body,
            state: State::Data,
        }
    }
}

/// A clause about queries that return no data.
fn nothing() -> State {
    State::Empty("its queries return no data".to_owned())
}

/// Draws a widget. A group's widgets are drawn by the page.
pub(crate) fn draw(widget: &Value, context: &Context<'_>, size: Size) -> Drawn {
    let drawn = match text(widget, "/type").unwrap_or_default() {
        "timeseries" => timeseries::draw(widget, context, size),
        "query_value" => query_value::draw(widget, context, size),
        "toplist" => toplist::draw(widget, context),
        "query_table" => table::draw(widget, context),
        "heatmap" => distribution::heatmap(widget, context, size),
        "distribution" => distribution::draw(widget, context, size),
        "slo" => objectives::one(widget, context, size),
        "slo_list" => objectives::list(widget, context),
        "manage_status" => monitors::draw(widget, context),
        "check_status" => checks::draw(widget, context),
        "list_stream" => stream::draw(widget, context),
        "note" | "free_text" => Ok(note::draw(widget)),
        kind => Err(State::NotDrawn(format!("widgets of the kind '{kind}' are not drawn"))),
    };
    drawn.unwrap_or_else(|state| Drawn {
        body: crate::html::empty(state.reason().unwrap_or_default()),
        state,
    })
}
