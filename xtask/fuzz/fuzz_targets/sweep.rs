//! Sweeps of thresholds: `critical=1..10/0.5`
#![no_main]

use libfuzzer_sys::fuzz_target;
use monitor_tests::replay::Sweep;

fuzz_target!(|text: &str| {
    if let Ok(sweep) = text.parse::<Sweep>() {
        let values = sweep.values();
        assert!(!values.is_empty() && values.len() <= 1001);
        assert!(values.windows(2).all(|pair| pair[0] <= pair[1]));
        assert_eq!(sweep.to_string().parse::<Sweep>(), Ok(sweep));
    }
});
