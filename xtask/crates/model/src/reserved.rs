/// The name in the place of a service for dashboards across services, and the folder of objects that belong to no service.
pub const PLATFORM: &str = "platform";

/// The folders below `runbooks/` that do not belong to a service.
pub const RUNBOOK_FOLDERS: [&str; 2] = ["archetypes", "troubleshooting"];

/// A name that a service must not have, because a folder of that name has another purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReservedName {
    /// The name.
    pub name: &'static str,
    /// The purpose of its folder.
    pub reason: &'static str,
}

/// All reserved names.
pub const RESERVED_NAMES: [ReservedName; 4] = [
    ReservedName {
        name: PLATFORM,
        reason: "manifests/<environment>/platform/ contains the objects that belong to no service",
    },
    ReservedName {
        name: "argocd",
        reason: "manifests/argocd/ contains the objects of Argo CD",
    },
    ReservedName {
        name: RUNBOOK_FOLDERS[0],
        reason: "runbooks/archetypes/ contains the templates of runbooks",
    },
    ReservedName {
        name: RUNBOOK_FOLDERS[1],
        reason: "runbooks/troubleshooting/ contains the troubleshooting guides",
    },
];

impl ReservedName {
    /// The reserved name `name`, if it is one.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        RESERVED_NAMES.into_iter().find(|reserved| reserved.name == name)
    }

    /// How to fix a service of this name: says why the name is reserved, and lists all reserved names.
    #[must_use]
    pub fn help(self) -> String {
        format!(
            "choose another name: {}; reserved names: {}",
            self.reason,
            RESERVED_NAMES.map(|reserved| reserved.name).join(", ")
        )
    }
}
