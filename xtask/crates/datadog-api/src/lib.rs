//! A client of Datadog's API: credentials, TLS, time-outs, rate limits, retries, pages, and errors that name the request, the API's own words and what to do.
//!
//! It knows Datadog only. Objects are JSON, as the API returns them: what a field means is in `datadog-schema`.

mod answer;
mod client;
mod creator;
mod credentials;
mod endpoint;
mod error;
mod key_file;
mod kind;
mod pages;
mod permission;
mod pointers;
mod proxy;
mod rate;
mod request;
mod retry;
mod secret;
mod states;
mod tls;
mod verdict;

pub use client::{Client, Config};
pub use credentials::{Credentials, Environment};
pub use endpoint::{DEFAULT_SITE, Endpoint};
pub use error::{Error, ErrorKind, innermost};
pub use key_file::read as read_key_file;
pub use kind::{Kind, LiveObject};
pub use permission::permission;
pub use rate::RateLimit;
pub use request::{Method, Request};
pub use retry::Retry;
pub use secret::Secret;
pub use states::{BudgetStatus, MonitorState, SloStatus};
pub use verdict::Verdict;
