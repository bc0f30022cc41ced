//! Lists of objects as streams: the next page is requested when it is needed.

use std::collections::{HashSet, VecDeque};

use futures::stream::{self, Stream};
use serde_json::Value;

use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::kind::{Kind, LiveObject, Paging};
use crate::pointers;
use crate::request::Request;

/// How far a list has been read.
struct Position<'c> {
    client: &'c Client,
    request: Request,
    paging: Paging,
    items: &'static str,
    page: usize,
    read: usize,
    known: HashSet<String>,
    waiting: VecDeque<Value>,
    ended: bool,
}

impl Client {
    /// All objects of a kind, as their list has them: a dashboard without its widgets, everything else whole. Downtimes that are over are left out.
    pub fn list(&self, kind: Kind) -> impl Stream<Item = Result<LiveObject, Error>> + '_ {
        let place = kind.place();
        let request = Request::get(place.list);
        let stream = self.items(request, place.paging, place.items, move |item| {
            pointers::id(item.get(place.id))
        });
        futures::StreamExt::filter_map(stream, move |item| {
            let object = item.map(|(id, payload)| live(kind, id, payload)).transpose();
            std::future::ready(object)
        })
    }

    /// The items of a list, each with its id. An item that a later page repeats, because the list changed meanwhile, appears once.
    pub(crate) fn items<'c>(
        &'c self,
        request: Request,
        paging: Paging,
        items: &'static str,
        id: impl Fn(&Value) -> Option<String> + 'c,
    ) -> impl Stream<Item = Result<(String, Value), Error>> + 'c {
        let position = Position {
            client: self,
            request,
            paging,
            items,
            page: 0,
            read: 0,
            known: HashSet::new(),
            waiting: VecDeque::new(),
            ended: false,
        };
        stream::try_unfold((position, id), async |(mut position, id)| {
            loop {
                while let Some(item) = position.waiting.pop_front() {
                    let Some(found) = id(&item) else {
                        return Err(position.foreign("an object without an id"));
                    };
                    if position.known.insert(found.clone()) {
                        return Ok(Some(((found, item), (position, id))));
                    }
                }
                if position.ended {
                    return Ok(None);
                }
                position.next(&id).await?;
            }
        })
    }

    /// The object `id`; `None` if there is none, for example because it has just been deleted.
    ///
    /// # Errors
    /// When the request fails.
    pub async fn object(&self, kind: Kind, id: &str) -> Result<Option<LiveObject>, Error> {
        let answer = match self.call(&Request::get_one(kind.place().one, id)).await {
            Ok(answer) => answer,
            Err(error) if error.kind == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let payload = match kind {
            Kind::Slo | Kind::Downtime => answer.get("data").cloned().unwrap_or(answer),
            _ => answer,
        };
        Ok(live(kind, id.to_owned(), payload))
    }

    /// Deletes the object `id`. Succeeds if there is none.
    ///
    /// # Errors
    /// When the API refuses, for example because another object uses it.
    pub async fn delete(&self, kind: Kind, id: &str) -> Result<(), Error> {
        match self.call(&kind.deletion(id)).await {
            Ok(_) => Ok(()),
            Err(error) if error.kind == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }
}

impl Position<'_> {
    /// Requests the next page.
    async fn next(&mut self, id: &impl Fn(&Value) -> Option<String>) -> Result<(), Error> {
        let size = self.client.config.page;
        let request = match self.paging {
            Paging::Page(page, page_size) => self.request.clone().with(page, self.page).with(page_size, size),
            Paging::Offset(offset, limit) => self.request.clone().with(offset, self.read).with(limit, size),
        };
        let mut answer = self.client.call(&request).await?;
        let list = if self.items.is_empty() {
            answer.take()
        } else {
            answer
                .pointer_mut(&format!("/{}", self.items))
                .map_or(Value::Null, Value::take)
        };
        let Value::Array(items) = list else {
            return Err(self.foreign("no list of objects"));
        };
        // A page that repeats only what is known would go on for ever: the API ignores the paging, or has no more.
        self.ended = !items
            .iter()
            .any(|item| id(item).is_none_or(|id| !self.known.contains(&id)));
        self.page += 1;
        self.read += items.len();
        self.waiting.extend(items);
        Ok(())
    }

    fn foreign(&self, what: &str) -> Error {
        let address = self.client.endpoint().address();
        Error::new(ErrorKind::Foreign, format!("the answer contains {what}"))
            .of(format!("GET {address}{}", self.request.path))
            .help("this is not Datadog's API: check DD_SITE, DD_URL and the proxy in HTTPS_PROXY")
    }
}

/// An object of a list, unless it is over or has been deleted.
fn live(kind: Kind, id: String, payload: Value) -> Option<LiveObject> {
    let over = match kind {
        Kind::Downtime => matches!(
            pointers::text(&payload, "/attributes/status"),
            Some("canceled" | "ended")
        ),
        Kind::Monitor => payload.get("deleted").is_some_and(|deleted| !deleted.is_null()),
        _ => false,
    };
    let payload = match kind {
        // As it is declared: with the envelope.
        Kind::Downtime => serde_json::json!({ "data": payload }),
        _ => payload,
    };
    (!over).then_some(LiveObject { kind, id, payload })
}
