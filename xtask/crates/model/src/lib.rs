//! Names of the estate: kinds, slugs and object paths, parsed once, and what was meant by a misspelt one. No I/O.

mod kind;
mod near;
mod path;
mod slug;

pub use kind::Kind;
pub use near::{near_matches, suggestion};
pub use path::ObjectPath;
pub use slug::{Slug, SlugError};

/// Longest name of a Kubernetes object, in bytes: a DNS-1123 subdomain
/// (<https://kubernetes.io/docs/concepts/overview/working-with-objects/names/>).
pub const KUBERNETES_NAME_LEN_MAX: usize = 253;

/// Longest value of a Kubernetes label and longest DNS-1123 label, in bytes.
pub const KUBERNETES_LABEL_LEN_MAX: usize = 63;
