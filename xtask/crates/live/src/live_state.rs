//! Reads the objects that Datadog has.

use datadog_api::{Client, Error, Kind, LiveObject};
use futures::{StreamExt, TryStreamExt, stream};
use model::{ObjectKind, Platform};
use serde_json::Value;

use crate::identity;
use crate::kind_names;
use crate::progress::Progress;

/// How many objects are requested at once.
pub(crate) const REQUESTS_MAX: usize = 4;

/// All objects of these kinds, except those that Datadog made for others. Of dashboards only those of this repository, and those with a title that is asked for: a list has
/// no widgets, so each of them is a request.
pub(crate) async fn read(
    client: &Client,
    kinds: &[ObjectKind],
    platform: &Platform,
    titles: &[&str],
    progress: &Progress,
) -> Result<Vec<LiveObject>, Error> {
    let mut all = Vec::new();
    for kind in kinds {
        let api = kind_names::of_api(*kind);
        let mut list = std::pin::pin!(client.list(api));
        let mut found = Vec::new();
        while let Some(object) = list.try_next().await? {
            if wanted(*kind, &object, platform, titles) {
                found.push(object);
            }
            progress.show(|| format!("reading objects from Datadog: {} of kind '{api}'", found.len()));
        }
        all.extend(if api == Kind::Dashboard {
            whole(client, found, progress).await?
        } else {
            found
        });
    }
    Ok(all)
}

fn wanted(kind: ObjectKind, object: &LiveObject, platform: &Platform, titles: &[&str]) -> bool {
    if kind == ObjectKind::Dashboard {
        let title = object.payload.get("title").and_then(Value::as_str).unwrap_or_default();
        return identity::is_ours(kind, &object.payload, platform) || titles.contains(&title);
    }
    !identity::is_derived(object)
}

/// The objects with all their fields. One that has been deleted since the list was read is left out.
async fn whole(client: &Client, listed: Vec<LiveObject>, progress: &Progress) -> Result<Vec<LiveObject>, Error> {
    let total = listed.len();
    let mut requests = stream::iter(listed)
        .map(|object| async move { client.object(object.kind, &object.id).await })
        .buffered(REQUESTS_MAX)
        .enumerate();
    let mut found = Vec::new();
    while let Some((at, object)) = requests.next().await {
        found.extend(object?);
        progress.show(|| format!("reading dashboards from Datadog: {} of {total}", at + 1));
    }
    Ok(found)
}
