use serde_json::{Map, Value};

/// The tags of an object as `key:value`; a tag without a colon has an empty value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tags<'a>(Vec<(&'a str, &'a str, &'a str)>);

impl<'a> Tags<'a> {
    /// The tags of a payload.
    pub(crate) fn of(payload: &'a Map<String, Value>) -> Self {
        let texts = crate::values::list(payload, "tags").iter().filter_map(Value::as_str);
        Self(
            texts
                .map(|tag| {
                    let (key, value) = tag.split_once(':').unwrap_or((tag, ""));
                    (tag, key, value)
                })
                .collect(),
        )
    }

    /// The value of the first tag with this key.
    pub(crate) fn get(&self, key: &str) -> Option<&'a str> {
        self.0.iter().find(|(_, k, _)| *k == key).map(|(.., value)| *value)
    }

    /// Every tag: whole, key, value.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> + '_ {
        self.0.iter().copied()
    }
}
