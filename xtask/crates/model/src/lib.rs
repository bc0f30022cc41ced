//! Names and facts of the repository: kinds of objects, slugs, paths, dates, the policy and the declarations, parsed once, and how many notifications a monitor can
//! send by them. No I/O.

mod account;
mod catalog;
mod date;
mod fan_out;
mod kind;
mod path;
mod reason;
mod reserved;
mod risk;
mod slug;
mod suppression;
mod unit;

pub use account::{Hipaa, Integrations, Maintenance, NamedWebhook, PagerDutyService, SlackChannel, Urgency, Webhook};
pub use catalog::{
    Archetype, Attribute, AttributeForm, Catalog, Costs, CriticalSpan, Environment, Harmless, LogVolumes, MessageText,
    Metric, Organisation, PhiInFiles, PhiPattern, Platform, Runs, Service, ServiceLogs, Severity, Stream, Synthetic,
    Tag, Team,
};
pub use date::Date;
pub use fan_out::{FanOut, TagValues};
pub use kind::ObjectKind;
pub use path::ObjectPath;
pub use reason::no_reason;
pub use reserved::{PLATFORM, RESERVED_NAMES, RUNBOOK_FOLDERS, ReservedName};
pub use risk::Risk;
pub use slug::{Slug, SlugError};
pub use suppression::{Suppression, Suppressions};
pub use unit::units;

/// What a comment in a file says that `cargo xtask new` made and nobody has edited.
pub const DRAFT: &str = "draft of cargo xtask new: edit what follows, then remove this line";

/// Longest name of a Kubernetes object, in bytes: a DNS-1123 subdomain
/// (<https://kubernetes.io/docs/concepts/overview/working-with-objects/names/>).
pub const KUBERNETES_NAME_LEN_MAX: usize = 253;

/// Longest value of a Kubernetes label and longest DNS-1123 label, in bytes.
pub const KUBERNETES_LABEL_LEN_MAX: usize = 63;
