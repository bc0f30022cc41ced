//! What the first run judged right, and what stays judged otherwise.

/// Kind, what Datadog does, kind of fault, and how many of these definitions the first run judged right. Rows without one are left out.
pub(crate) const BEFORE: &[(&str, &str, &str, usize)] = &[
    ("dashboard", "accept", "a dashboard export of today", 1),
    ("dashboard", "accept", "legacy query with compute", 1),
    ("dashboard", "accept", "valid", 2),
    ("dashboard", "refuse", "a request that asks nothing", 5),
    ("downtime", "accept", "a downtime scope", 3),
    ("downtime", "accept", "a one-time downtime", 1),
    ("monitor", "accept", "a Go template in a message", 1),
    ("monitor", "accept", "a monitor answer", 4),
    ("monitor", "accept", "anomaly with windows", 1),
    ("monitor", "accept", "critical_query of a variable", 1),
    ("monitor", "accept", "default_zero with on_missing_data default", 1),
    ("monitor", "accept", "latency SLO over a distribution", 1),
    ("monitor", "accept", "recovery window longer than the trigger", 1),
    ("monitor", "accept", "sound anomaly", 1),
    ("monitor", "accept", "valid", 3),
    ("monitor", "refuse", "", 1),
    ("monitor", "refuse", "by after the call", 1),
    ("monitor", "refuse", "one ) too many", 1),
    ("monitor", "refuse", "one bracket too many", 2),
    ("monitor", "refuse", "priority out of range", 1),
    ("slo", "accept", "latency SLO over a distribution", 5),
    ("slo", "accept", "no_data_strategy of a time slice", 1),
];

/// Kind, kind of fault, and why its definitions stay judged otherwise.
pub(crate) const EXCEPTIONS: &[(&str, &str, &str)] = &[];
