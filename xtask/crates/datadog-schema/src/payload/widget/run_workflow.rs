//! A button that runs a workflow.

use crate::payload::declare::object;
use crate::payload::part::{link, time, title};

object! {
    pub(crate) WIDGET = "run workflow widget" with [title::TITLE] {
        type: required Only("run_workflow"),
        workflow_id: required Text,
        custom_links: List(Object(link::LINK)),
        inputs: List(Object(INPUT)),
        time: Choice(time::TIME),
    }
}

object! {
    INPUT = "input of a run workflow" {
        name: required Text,
        value: required Text,
    }
}
