//! Widgets that an app draws: one of App Builder, or one of Datadog's marketplace, which only dashboards of partners contain.

use crate::payload::declare::object;
use crate::payload::part::{align, link, time};

object! {
    pub(crate) WIDGET = closed "app widget" {
        type: required Only("custom", "embedded_app"),
        app_id: Text,
        custom_links: List(Object(link::LINK)),
        custom_widget_key: Text,
        description: Text(0..=5000),
        inputs: List(Object(INPUT)),
        options: Any,
        template_id: Text,
        time: Choice(time::TIME),
        title: Text,
        title_align: ExactlyIn(align::TEXT),
        title_size: Text,
    }
}

object! {
    INPUT = closed "input of an app" {
        name: required Text,
        value: required Any,
    }
}
