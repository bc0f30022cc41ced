//! Bodies of intakes: protobuf, MessagePack and DogStatsD. The first byte chooses the form.
#![no_main]

use datadog_loopback::intake::read::{Form, count};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, body)) = bytes.split_first() else { return };
    let form = Form::ALL[usize::from(*first) % Form::ALL.len()];
    if let Err(error) = count(form, body) {
        assert!(!error.is_empty(), "{form:?}");
    }
});
