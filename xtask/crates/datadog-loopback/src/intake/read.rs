//! Reads a body as an intake does, without a server: for tests that feed any bytes.

use prost::Message;

use super::protobuf::{AgentPayload, MetricPayload, SketchPayload};
use super::span::{Sender, Span};
use super::{agent, dogstatsd, msgpack, series, sketches, stats, traces};

/// The form of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Protobuf: series of version 2.
    Series,
    /// Protobuf: sketches.
    Sketches,
    /// Protobuf: traces of an agent.
    AgentTraces,
    /// MessagePack: v0.4.
    Traces4,
    /// MessagePack: v0.5.
    Traces5,
    /// MessagePack: v0.7.
    Traces7,
    /// MessagePack: statistics of a tracer.
    Stats,
    /// A packet of DogStatsD.
    Dogstatsd,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 8] = [
        Self::Series,
        Self::Sketches,
        Self::AgentTraces,
        Self::Traces4,
        Self::Traces5,
        Self::Traces7,
        Self::Stats,
        Self::Dogstatsd,
    ];
}

/// How many samples, spans or lines a body has.
///
/// # Errors
/// It does not have this form.
pub fn count(form: Form, bytes: &[u8]) -> Result<usize, String> {
    let packed = || msgpack::decode(bytes);
    let shown = |spans: Vec<Span>| {
        let sender = Sender::default();
        spans.iter().filter(|span| span.event(&sender).is_object()).count()
    };
    let text = |error: prost::DecodeError| error.to_string();
    Ok(match form {
        Form::Series => MetricPayload::decode(bytes)
            .map_err(text)?
            .series
            .into_iter()
            .map(series::from_protobuf)
            .count(),
        Form::Sketches => SketchPayload::decode(bytes)
            .map_err(text)?
            .sketches
            .into_iter()
            .map(sketches::sample)
            .count(),
        Form::AgentTraces => {
            let payload = AgentPayload::decode(bytes).map_err(text)?;
            let chunks = payload.tracer_payloads.into_iter().flat_map(|tracer| tracer.chunks);
            shown(chunks.flat_map(|chunk| chunk.spans).map(agent::span).collect())
        }
        Form::Traces4 => shown(traces::lists(&packed()?)),
        Form::Traces5 => shown(traces::with_table(&packed()?).map_err(|refusal| refusal.body.to_string())?),
        Form::Traces7 => shown(traces::tracer_payload(&packed()?).1),
        Form::Stats => stats::samples(&packed()?, "").len(),
        Form::Dogstatsd => {
            let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
            dogstatsd::packet(text).filter(Result::is_ok).count()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_bodies_have_nothing() {
        for form in Form::ALL {
            let counted = count(form, b"");
            assert!(counted.is_err() || counted == Ok(0), "{form:?}");
        }
        assert_eq!(count(Form::Dogstatsd, b"a:1|c\nb"), Ok(1));
        assert_eq!(count(Form::Traces4, b"\x91\x91\x80"), Ok(1));
        assert!(count(Form::Traces5, b"\x90").is_err());
    }
}
