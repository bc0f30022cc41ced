//! Widgets that an app of Datadog's marketplace draws. Dashboards of partners contain them; the public schema does not name them.

use crate::payload::declare::object;
use crate::payload::part::title;

object! {
    pub(crate) WIDGET = "app widget" with [title::TITLE] {
        type: required Only("custom", "embedded_app"),
        app_id: Text,
        custom_widget_key: Text,
        options: Any,
        template_id: Text,
    }
}
