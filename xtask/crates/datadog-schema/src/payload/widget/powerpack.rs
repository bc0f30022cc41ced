//! Widgets that several dashboards share.

use crate::payload::declare::object;

object! {
    pub(crate) WIDGET = "powerpack widget" {
        type: required Only("powerpack"),
        powerpack_id: required Text,
        background_color: Text,
        banner_img: Text,
        show_title: Bool,
        template_variables: Object(TEMPLATE_VARIABLES),
        title: Text,
    }
}

object! {
    TEMPLATE_VARIABLE_CONTENTS = "template variable of a powerpack" {
        name: required Text,
        values: required List(Text(1..)),
        prefix: Text,
    }
}

object! {
    TEMPLATE_VARIABLES = "template variables of a powerpack" {
        controlled_by_powerpack: List(Object(TEMPLATE_VARIABLE_CONTENTS)),
        controlled_externally: List(Object(TEMPLATE_VARIABLE_CONTENTS)),
    }
}
