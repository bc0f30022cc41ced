//! Lines of DogStatsD.
#![no_main]

use documents::statsd;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|line: &str| {
    match statsd::parse(line) {
        Ok(sample) => {
            assert!(line.starts_with(sample.name) && !sample.name.is_empty());
            assert!(sample.tags.iter().all(|tag| line.contains(tag) && !tag.is_empty()));
        }
        Err(mistake) => assert!(!mistake.to_string().is_empty()),
    }
});
