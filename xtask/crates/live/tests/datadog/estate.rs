//! A small rendered tree, and a loopback Datadog to which everything in it has been applied as the operator does.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use datadog_api::{Client, Config, Credentials, Endpoint, Request};
use datadog_loopback::{Id, Kind, Server};
use serde_json::Value;
use test_support::json::printed;
use test_support::tree::{self, Run, Tree};

pub(crate) const LIVE: &str = env!("CARGO_BIN_EXE_live");

/// The rendered file of a monitor that the tests change.
pub(crate) const MONITOR: &str = "manifests/prod/demo/monitors/failures.yaml";

pub(crate) struct Estate {
    pub(crate) tree: Tree,
    pub(crate) datadog: Server,
}

impl Estate {
    /// Nothing has been applied.
    pub(crate) fn new() -> Self {
        Self::with(datadog_loopback::Config::default())
    }

    /// The same with another configuration of Datadog's double.
    pub(crate) fn with(config: datadog_loopback::Config) -> Self {
        Self {
            tree: Tree::demo(LIVE),
            datadog: Server::start(config).expect("a server"),
        }
    }

    /// Everything has been applied: what needs ids after the objects that have them.
    pub(crate) fn synced() -> Self {
        let estate = Self::new();
        let mut ids: BTreeMap<String, BTreeMap<String, linked::Id>> = BTreeMap::new();
        let mut waiting = estate.payloads();
        while !waiting.is_empty() {
            let before = waiting.len();
            waiting.retain(|file, (kind, payload)| {
                let (environment, path) = place(file);
                let known = ids.entry(environment.to_owned()).or_default();
                let template = linked::Template::read(payload).expect("whole placeholders");
                let resolved = match template.map(|template| template.resolve(known)) {
                    None => payload.clone(),
                    Some(Ok(resolved)) => resolved,
                    Some(Err(_)) => return true,
                };
                known.insert(path, id(&estate.create(kind, &resolved)));
                false
            });
            assert!(waiting.len() < before, "no object has the ids for {:?}", waiting.keys());
        }
        estate
    }

    /// What the rendered files declare: `spec.type` and the payload, by file.
    pub(crate) fn payloads(&self) -> BTreeMap<String, (String, Value)> {
        let mut found = BTreeMap::new();
        collect(&self.tree.path("manifests"), self.tree.root(), &mut found);
        found
    }

    /// Makes an object, as the operator does, and returns what the API returns.
    pub(crate) fn create(&self, kind: &str, payload: &Value) -> Value {
        let path = match kind {
            "monitor" => "/api/v1/monitor",
            "slo" => "/api/v1/slo",
            "dashboard" => "/api/v1/dashboard",
            "downtime" => "/api/v2/downtime",
            other => panic!("no path of {other}"),
        };
        self.post(path, payload)
    }

    /// Sends JSON to the API or to an intake, and returns the answer.
    pub(crate) fn post(&self, path: &'static str, payload: &Value) -> Value {
        let environment = |name: &str| match name {
            "DD_URL" => Some(self.datadog.url.clone()),
            "DD_ACCESS_TOKEN" => None,
            _ => Some("k".to_owned()),
        };
        let endpoint = Endpoint::read(&environment, "unused.example").expect("an address");
        let credentials = Credentials::read(&environment).expect("keys");
        let client = Client::new(endpoint, credentials, Config::default()).expect("a client");
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let created = runtime.block_on(client.call(&Request::ask(path, None, payload.clone())));
        created.unwrap_or_else(|error| panic!("{error} {:?}: {payload}", error.answer))
    }

    /// Removes the monitor [`MONITOR`] from the definitions and from the rendered files of every environment.
    pub(crate) fn undeclare(&self) {
        fs::remove_file(self.tree.path(tree::MONITOR)).expect("a file");
        self.tree.render();
    }

    /// The only object with a text in it, and its id.
    pub(crate) fn object(&self, kind: Kind, text: &str) -> (Id, Value) {
        let objects = self.datadog.store.objects(kind);
        let mut found = objects.into_iter().filter(|object| object.to_string().contains(text));
        let (Some(object), None) = (found.next(), found.next()) else {
            panic!("not exactly one object with {text:?}")
        };
        let id = match &object["id"] {
            Value::Number(number) => Id::Number(number.as_u64().expect("an id")),
            id => Id::from(id.as_str().expect("an id")),
        };
        (id, object)
    }

    /// Changes an object, as a person does in the web application.
    pub(crate) fn edit(&self, kind: Kind, text: &str, change: impl FnOnce(&mut Value)) {
        let (id, mut object) = self.object(kind, text);
        change(&mut object);
        self.datadog.store.put(kind, id, object);
    }

    /// `live` with these arguments, and keys in its environment.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = self.tree.command(args);
        for name in ["DD_SITE", "DD_ACCESS_TOKEN", "KUBECONFIG", "HTTPS_PROXY", "HTTP_PROXY"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::null());
        command
            .env("DD_URL", &self.datadog.url)
            .env("DD_API_KEY", "k")
            .env("DD_APP_KEY", "k");
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.command(args).output().expect("the binary runs").into()
    }

    /// The text and the exit code, with what differs from run to run replaced.
    pub(crate) fn check(&self, args: &[&str], code: i32, parts: &[&str]) -> String {
        let run = self.run(args);
        for part in parts {
            assert!(
                run.text.contains(part),
                "{args:?} does not print {part:?}:\n{}",
                run.text
            );
        }
        assert_eq!(run.code, Some(code), "{args:?}:\n{}", run.text);
        run.text
    }

    /// The JSON on standard output, which must be as declared for the verb.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let verb = args.iter().find(|word| **word != "live").expect("a verb");
        printed(&format!("live {verb}"), &mut self.command(args))
    }
}

/// A tag that the monitor [`MONITOR`] alone has, in all environments.
pub(crate) const RUNBOOK: &str = "runbook:demo/failures";

/// The text that only the monitor [`MONITOR`] contains.
pub(crate) fn monitor_text(estate: &Estate) -> String {
    let (_, payload) = &estate.payloads()[MONITOR];
    payload["name"].to_string()
}

/// The environment that applies a rendered file, and its path in `manifests/<environment>/<service>/<kind>/<name>.yaml`. What the organisation has once, production applies.
fn place(file: &str) -> (&str, String) {
    let below = file.strip_prefix("manifests/").expect("a manifest");
    let (environment, path) = below.split_once('/').expect("an environment");
    let environment = if environment == "scribemed" {
        "prod"
    } else {
        environment
    };
    (environment, path.strip_suffix(".yaml").expect("a manifest").to_owned())
}

/// The id in what the API returns for a new object.
pub(crate) fn id(created: &Value) -> linked::Id {
    let data = &created["data"];
    let object = [&data[0], data, created];
    let id = object.iter().map(|object| &object["id"]).find(|id| !id.is_null());
    let text = match id.expect("an id") {
        Value::String(text) => text.clone(),
        id => id.to_string(),
    };
    linked::Id::parse(&text).expect("an id of Datadog")
}

fn collect(folder: &Path, root: &Path, found: &mut BTreeMap<String, (String, Value)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, root, found);
            continue;
        }
        let text = fs::read_to_string(&path).expect("a file");
        let Some((head, json)) = text.split_once("jsonSpec: |-\n") else {
            continue;
        };
        let kind = head
            .lines()
            .find_map(|line| line.strip_prefix("  type: "))
            .expect("a type");
        let file = path
            .strip_prefix(root)
            .expect("below the root")
            .to_str()
            .expect("UTF-8");
        found.insert(
            file.to_owned(),
            (kind.to_owned(), serde_json::from_str(json).expect("JSON")),
        );
    }
}
