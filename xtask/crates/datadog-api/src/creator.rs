//! Who made a downtime. A list of downtimes has ids of users alone.

use serde_json::Value;

use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::kind::Kind;
use crate::pointers::{self, text};
use crate::request::Request;

impl Client {
    /// The address of the user who made the downtime `id`, or the user's id where the API states no address. `None` if it states no user, or the downtime is gone.
    ///
    /// # Errors
    /// When the request fails.
    pub async fn downtime_creator(&self, id: &str) -> Result<Option<String>, Error> {
        let request = Request::get_one(Kind::Downtime.place().one, id).with("include", "created_by");
        match self.call(&request).await {
            Ok(answer) => Ok(creator(&answer)),
            Err(error) if error.kind == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn creator(answer: &Value) -> Option<String> {
    let user = pointers::id(answer.pointer("/data/relationships/created_by/data/id"))?;
    let included = answer.get("included").and_then(Value::as_array);
    let mut included = included.into_iter().flatten();
    let found = included.find(|one| text(one, "/type") == Some("users") && text(one, "/id") == Some(user.as_str()));
    let names = ["/attributes/email", "/attributes/handle", "/attributes/name"];
    let name = found.and_then(|found| {
        names
            .into_iter()
            .find_map(|name| text(found, name).filter(|name| !name.is_empty()))
    });
    Some(name.map_or_else(|| format!("user {user}"), str::to_owned))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn creators_by_what_the_answer_includes() {
        let check = |included: Value, expected: Option<&str>| {
            let answer = json!({ "data": { "relationships": { "created_by": { "data": { "type": "users", "id": "u1" } } } }, "included": included });
            assert_eq!(creator(&answer).as_deref(), expected, "{included}");
        };
        let user = |id: &str, attributes: Value| json!([{ "type": "monitors", "id": id }, { "type": "users", "id": id, "attributes": attributes }]);
        check(
            user("u1", json!({ "name": "Jane", "email": "jane@acme.example" })),
            Some("jane@acme.example"),
        );
        check(
            user("u1", json!({ "name": "Jane", "email": "", "handle": "jane" })),
            Some("jane"),
        );
        check(user("u1", json!({})), Some("user u1"));
        check(user("u2", json!({ "email": "john@acme.example" })), Some("user u1"));
        check(Value::Null, Some("user u1"));
        let nobody = json!({ "data": { "relationships": { "created_by": { "data": null } } } });
        assert_eq!(creator(&nobody), None);
    }
}
