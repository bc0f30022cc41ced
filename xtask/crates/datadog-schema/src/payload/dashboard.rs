//! Dashboards.

mod timeframe;
mod variable;

use crate::payload::declare::{choice, object};
use crate::payload::widget;

object! {
    pub(crate) DASHBOARD = "dashboard" {
        layout_type: required Exactly("ordered", "free"),
        title: required Text,
        widgets: required List(Object(widget::WIDGET)),
        author_handle: read_only Text,
        author_name: read_only nullable Text,
        auto_refresh: Bool,
        created_at: read_only Text,
        default_timeframe: nullable Choice(timeframe::TIMEFRAME),
        description: nullable Text,
        experience_type: read_only Only("default", "product_analytics"),
        id: read_only Text,
        is_read_only: Bool,
        modified_at: read_only Text,
        notify_list: nullable List(Text),
        pause_auto_refresh: Bool,
        reflow_type: Exactly("auto", "fixed"),
        restricted_roles: List(Text),
        tabs: nullable List(Object(TAB), 0..=100),
        tags: nullable List(Text, 0..=5),
        template_variable_presets: nullable List(Object(variable::PRESET)),
        template_variables: nullable List(Object(variable::VARIABLE)),
        url: read_only Text,
    }
}

object! {
    TAB = "tab" {
        id: required Text,
        name: required Text(1..=100),
        widget_ids: required List(Choice(WIDGET_ID)),
    }
}

choice! {
    /// A widget that exists by its number; one that is made together with the tab by its position, `@1`.
    WIDGET_ID = "id of a widget" by "" {
        text => Text,
        otherwise => Integer,
    }
}
