//! What tables are made of. Tables are constants: they cost nothing to build.

use serde_json::Value;

/// Where a table is written, for messages that name the row to change.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The file, from the root of the repository.
    pub file: &'static str,
    /// The constant in it.
    pub constant: &'static str,
}

/// A JSON object: its fields, and no others.
#[derive(Debug)]
pub struct Object {
    /// Its name in messages: `time series widget`.
    pub title: &'static str,
    /// Where the table is written.
    pub source: Source,
    /// Whether there may be other fields.
    pub others: Others,
    /// Fields of which one must say something.
    pub needs: Option<&'static Needs>,
    /// Groups of fields that it shares with other objects.
    pub parts: &'static [&'static [Field]],
    /// The fields that it declares itself.
    pub fields: &'static [Field],
}

impl Shape {
    /// Whether an object of this shape has a field that Datadog writes and that requests do not need: the API returned it.
    #[must_use]
    pub fn is_answer(&self, value: &Value) -> bool {
        match self {
            Self::Object(object) => value.as_object().is_some_and(|map| {
                let fields = map.keys().filter_map(|name| object.field(name));
                fields.into_iter().any(|field| field.presence == Presence::ReadOnly)
            }),
            Self::Choice(choice) => choice.case(value).is_some_and(|case| case.then.is_answer(value)),
            _ => false,
        }
    }
}

impl Object {
    /// All fields, the shared ones first.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> + Clone + use<> {
        self.parts.iter().copied().chain(std::iter::once(self.fields)).flatten()
    }

    /// The field called `name`.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        // Every field of every payload is looked up here; plain loops are twice as fast as the chained iterator.
        let named = |fields: &'static [Field]| fields.iter().find(|field| field.name == name);
        named(self.fields).or_else(|| self.parts.iter().find_map(|part| named(part)))
    }
}

/// Whether an object may have fields that its table does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// Nothing excludes them.
    Possible,
    /// The API rejects requests with them (doc: api/v1/monitors, "Invalid monitor option"). Its answers may have newer ones.
    InAnswers,
    /// The API's schema excludes them: an unknown one is wrong wherever the object comes from.
    Excluded,
}

/// Fields of which one must say something: with none of them, or only with null or empty ones, the API rejects the object.
#[derive(Debug)]
pub struct Needs {
    /// Their names.
    pub fields: &'static [&'static str],
    /// What the object does without them, for messages: `asks nothing`.
    pub lack: &'static str,
    /// What to do.
    pub help: &'static str,
}

/// A field of an object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name in the JSON.
    pub name: &'static str,
    /// Whether it must be there.
    pub presence: Presence,
    /// Whether `null` is accepted for no value.
    pub nullable: bool,
    /// What it contains.
    pub shape: Shape,
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It must be set.
    Required,
    /// It may be set.
    Optional,
    /// Datadog sets it, exports contain it, and requests are accepted with it. It may be null.
    ReadOnly,
    /// The API accepts it and ignores it, so it has no effect.
    Ignored,
}

/// What a field contains.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Anything; it is not checked.
    Any,
    /// `true` or `false`.
    Bool,
    /// A whole number between two bounds, both included.
    Integer(i64, i64),
    /// A whole number, which the API also accepts as a text of digits.
    Digits,
    /// A number.
    Number,
    /// A text of so many characters, both bounds included.
    Text(usize, usize),
    /// A name of the time zone database: `Europe/Paris`.
    TimeZone,
    /// The aggregation of events: a name, or any percentile in the form `pc99.9`.
    EventAggregation,
    /// One of these texts.
    OneOf(&'static [&'static str], Values),
    /// One of these whole numbers, and no other.
    OneOfIntegers(&'static [i64]),
    /// A list of so many items, both bounds included.
    List(&'static Shape, usize, usize),
    /// An object whose keys are data, with values that may or may not be null.
    Map(&'static Shape, bool),
    /// An object.
    Object(&'static Object),
    /// One of several shapes, chosen before any of them is checked.
    Choice(&'static Choice),
}

/// Whether a list of values is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Datadog may add one: a type of monitors, a source of data.
    MayGrow,
    /// The thing itself has no others: the comparators of numbers, the states that a monitor leaves, the windows that SLOs are computed for.
    Complete,
}

/// Several shapes of one thing.
#[derive(Debug)]
pub struct Choice {
    /// Its name in messages: `widget`.
    pub title: &'static str,
    /// Where it is written.
    pub source: Source,
    /// Whether the API's schema has exactly these shapes.
    pub complete: bool,
    /// The pointer to the text that distinguishes them; empty if something else does.
    pub tag: &'static str,
    /// The shapes; the first that applies is used.
    pub cases: &'static [Case],
}

impl Choice {
    /// The case that applies to a value.
    #[must_use]
    pub fn case(&self, value: &Value) -> Option<&'static Case> {
        let tag = self.tag_of(value);
        self.cases.iter().find(|case| case.when.holds(value, tag))
    }

    /// The value of the tag.
    #[must_use]
    pub fn tag_of<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        if self.tag.is_empty() {
            None
        } else {
            value.pointer(self.tag)
        }
    }

    /// All values of the tag that a case has.
    pub fn tags(&self) -> impl Iterator<Item = &'static str> + Clone + use<> {
        let tags = self.cases.iter().filter_map(|case| match case.when {
            When::Tag(values) => Some(values),
            _ => None,
        });
        tags.flatten().copied()
    }

    /// The fields that distinguish the cases.
    pub fn markers(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.cases.iter().filter_map(|case| match case.when {
            When::Has(field) => Some(field),
            _ => None,
        })
    }

    /// Those that a value has.
    #[must_use]
    pub fn markers_in(&self, value: &Value) -> Vec<&'static str> {
        self.markers().filter(|field| value.get(field).is_some()).collect()
    }

    /// Whether a case is an object with the field `name`: an object of known fields alone is of no newer shape.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        self.cases.iter().any(|case| match case.then {
            Shape::Object(object) => object.field(name).is_some(),
            Shape::Choice(inner) => inner.knows(name),
            _ => false,
        })
    }
}

/// One of several shapes.
#[derive(Debug)]
pub struct Case {
    /// When it applies.
    pub when: When,
    /// The shape of the value.
    pub then: Shape,
}

/// When a case applies.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// The tag is one of these.
    Tag(&'static [&'static str]),
    /// There is no tag.
    Absent,
    /// The value at this pointer is this text.
    At(&'static str, &'static str),
    /// It is an object with this field.
    Has(&'static str),
    /// It is a text.
    Text,
    /// It is a list.
    List,
    /// No case before it applies.
    Otherwise,
}

impl When {
    fn holds(&self, value: &Value, tag: Option<&Value>) -> bool {
        match *self {
            Self::Tag(values) => tag.and_then(Value::as_str).is_some_and(|tag| values.contains(&tag)),
            Self::Absent => value.is_object() && tag.is_none(),
            Self::At(pointer, text) => value.pointer(pointer).and_then(Value::as_str) == Some(text),
            Self::Has(field) => value.get(field).is_some(),
            Self::Text => value.is_string(),
            Self::List => value.is_array(),
            Self::Otherwise => true,
        }
    }
}
