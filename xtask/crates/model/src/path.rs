use std::fmt;

use crate::{KUBERNETES_NAME_LEN_MAX, ObjectKind, Slug};

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

    /// How other objects refer to it: `transcription/slos/success`, as the path of its file has them.
    #[must_use]
    pub fn reference(&self) -> String {
        format!("{}/{}/{}", self.service, self.kind.folder(), self.name)
    }

    /// The path that a reference names; `None` if it has not the form of [`ObjectPath::reference`].
    #[must_use]
    pub fn parse_reference(text: &str) -> Option<Self> {
        let mut segments = text.split('/');
        let (service, folder, name) = (segments.next()?, segments.next()?, segments.next()?);
        let kind = ObjectKind::ALL.into_iter().find(|kind| kind.folder() == folder)?;
        let whole = segments.next().is_none() && Slug::parse(service).is_ok() && Slug::parse(name).is_ok();
        whole.then(|| Self {
            service: service.to_owned(),
            kind,
            name: name.to_owned(),
        })
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
