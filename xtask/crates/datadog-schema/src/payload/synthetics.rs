//! Synthetic tests. Version 1 of the API.

mod api;
mod assertion;
mod authentication;
mod browser;
mod options;
mod request;

use crate::payload::declare::choice;

choice! {
    /// Tests of mobile apps are accepted unchecked: the API keeps them under another path.
    pub(crate) TEST = "synthetic test" by "/type" {
        is("api") => Object(api::TEST),
        is("browser") => Object(browser::TEST),
        is("mobile") => Any,
    }
}
