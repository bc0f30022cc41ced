//! A log as Datadog's engine sees it: the message and the texts among the attributes. Numbers are not scanned, keys and tags neither
//! (Datadog's documentation, "Troubleshoot Sensitive Data Scanner").

use dd_sds::{Event, EventVisitor, Path, PathSegment, ScannerError, Utf8Encoding};
use serde_json::{Map, Value};

/// How deep attributes are followed. Datadog nests attributes less deep.
const DEPTH_MAX: usize = 64;

pub(crate) struct LogEvent<'l> {
    pub(crate) message: &'l mut String,
    pub(crate) attributes: &'l mut Map<String, Value>,
}

/// The path of the message.
const MESSAGE: &str = "message";

impl Event for LogEvent<'_> {
    type Encoding = Utf8Encoding;

    fn visit_event<'a>(&'a mut self, visitor: &mut impl EventVisitor<'a>) -> Result<(), ScannerError> {
        visitor.push_segment(MESSAGE.into());
        visitor.visit_string(self.message)?;
        visitor.pop_segment();
        for (key, value) in self.attributes.iter() {
            visitor.push_segment(PathSegment::Field(key.as_str().into()));
            visit(value, visitor, DEPTH_MAX)?;
            visitor.pop_segment();
        }
        Ok(())
    }

    fn visit_string_mut(&mut self, path: &Path, change: impl FnOnce(&mut String) -> bool) {
        if let [PathSegment::Field(key)] = path.segments.as_slice()
            && key == MESSAGE
        {
            change(self.message);
            return;
        }
        let mut segments = path.segments.iter();
        let Some(PathSegment::Field(first)) = segments.next() else {
            return;
        };
        let mut value = self.attributes.get_mut(first.as_ref());
        for segment in segments {
            value = match (value, segment) {
                (Some(Value::Object(object)), PathSegment::Field(key)) => object.get_mut(key.as_ref()),
                (Some(Value::Array(array)), PathSegment::Index(index)) => array.get_mut(*index),
                _ => None,
            };
        }
        if let Some(Value::String(text)) = value {
            change(text);
        }
    }
}

fn visit<'a>(value: &'a Value, visitor: &mut impl EventVisitor<'a>, depth: usize) -> Result<(), ScannerError> {
    let Some(below) = depth.checked_sub(1) else {
        return Ok(());
    };
    match value {
        Value::String(text) => visitor.visit_string(text).map(drop),
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                visitor.push_segment(PathSegment::Index(index));
                visit(value, visitor, below)?;
                visitor.pop_segment();
            }
            Ok(())
        }
        Value::Object(object) => {
            for (key, value) in object {
                visitor.push_segment(PathSegment::Field(key.as_str().into()));
                visit(value, visitor, below)?;
                visitor.pop_segment();
            }
            Ok(())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}
