//! `DatadogLinkedResource`: an object of Datadog whose payload needs the ids of others. Its spec has a placeholder where an id goes, `<id of transcription/slos/success>`;
//! a controller in the cluster puts the ids in and writes a `DatadogGenericResource` of the same name.
//!
//! - [`LinkedSpec`], [`LinkedStatus`]: the resource's fields; [`crd`]: its definition for Kubernetes
//! - [`Template`]: the payload with its placeholders, checked against the references
//! - [`Template::resolve`]: the payload with ids, or what is missing
//!
//! No I/O, and nothing of Kubernetes' client: the renderer uses it offline.

mod crd;
mod id;
mod placeholder;
mod spec;
mod status;
mod template;

pub use crd::crd;
pub use id::{Id, IdError};
pub use placeholder::placeholder;
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
