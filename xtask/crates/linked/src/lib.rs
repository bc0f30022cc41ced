//! `DatadogLinkedResource`: an object of Datadog whose payload needs the ids of others. Its spec has a placeholder where an id goes, `<id of transcription/slos/success>`;
//! a controller in the cluster puts the ids in and writes a `DatadogGenericResource` of the same name.
//!
//! - [`LinkedSpec`], [`LinkedStatus`]: the resource's fields; [`CRD`]: its definition for Kubernetes, which the feature `schema` derives from them
//! - [`Template`]: the payload with its placeholders, checked against the references
//! - [`Template::resolve`]: the payload with ids, or what is missing
//!
//! No I/O, and nothing of Kubernetes' client: the renderer uses it offline.

#[cfg(feature = "schema")]
mod crd;
mod id;
mod placeholder;
mod spec;
mod status;
mod template;

#[cfg(feature = "schema")]
pub use crd::crd;
pub use id::{Id, IdError};
pub use placeholder::{placeholder, with_placeholders};
pub use spec::{LinkedSpec, LinkedType, Reference};
pub use status::{Condition, ConditionStatus, LinkedStatus, READY, RESOLVED, ResolvedReason, WrittenResource};
pub use template::{SpecProblem, Template, Unresolved};

/// The API group.
pub const GROUP: &str = "observability.scribemed.io";
/// The version.
pub const VERSION: &str = "v1alpha1";
/// The group and the version, as a manifest names them.
pub const API_VERSION: &str = "observability.scribemed.io/v1alpha1";
/// The kind.
pub const KIND: &str = "DatadogLinkedResource";
/// The plural of the kind, as URLs and the definition's name have it.
pub const PLURAL: &str = "datadoglinkedresources";
/// The short name for `kubectl`.
pub const SHORT_NAME: &str = "ddlink";
/// Holds a linked resource until what the controller wrote for it is gone.
pub const FINALIZER: &str = "observability.scribemed.io/linked";
/// Who writes, for server-side apply.
pub const FIELD_MANAGER: &str = "datadog-link";

/// The `CustomResourceDefinition` as JSON. A test compares it with the types; `LINKED_WRITE_CRD=1 cargo test -p linked` writes it.
pub const CRD: &str = include_str!("../crd.json");
