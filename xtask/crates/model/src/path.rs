use std::fmt;

use crate::{KUBERNETES_NAME_LEN_MAX, ObjectKind};

/// The identity of an object, its manifest, its runbook, its test and its place in the docs: `<service>/<kind>/<name>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectPath {
    /// The service that owns it, or `platform` for dashboards across services.
    pub service: String,
    /// What it is.
    pub kind: ObjectKind,
    /// Its name among the service's objects of this kind.
    pub name: String,
}

impl ObjectPath {
    /// The name of its `DatadogGenericResource`.
    ///
    /// # Errors
    /// The name, when it is longer than Kubernetes allows.
    pub fn kubernetes_name(&self) -> Result<String, String> {
        let name = format!("{}-{}-{}", self.service, self.kind, self.name);
        if name.len() <= KUBERNETES_NAME_LEN_MAX {
            Ok(name)
        } else {
            Err(name)
        }
    }

    /// The manifest's path below `manifests/<env or organisation>/`.
    #[must_use]
    pub fn manifest(&self) -> String {
        format!("{}/{}/{}.yaml", self.service, self.kind.folder(), self.name)
    }
}

impl fmt::Display for ObjectPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.service, self.kind, self.name)
    }
}
