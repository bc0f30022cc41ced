//! Datadog's units (`doc: metrics/units`). The API rejects the metadata of a metric with another one.

/// The units of each family, separated by slashes as in Datadog's list: a unit may consist of two words.
const FAMILIES: [&str; 21] = [
    // bytes, time, percentages
    "bit/byte/kibibyte/mebibyte/gibibyte/tebibyte/pebibyte/exbibyte",
    "nanosecond/microsecond/millisecond/second/minute/hour/day/week",
    "percent_nano/percent/apdex/fraction",
    // the network, the system, disks
    "connection/request/packet/segment/response/message/payload/timeout/datagram/route/session/hop",
    "process/thread/host/node/fault/service/instance/cpu",
    "file/inode/sector/block",
    // anything
    "buffer/error/read/write/occurrence/event/time/unit/operation/item/task/worker/resource/garbage collection/email/sample/stage/monitor/location/check/\
     attempt/device/update/method/job/container/execution/throttle/invocation/user/success/build/prediction/exception",
    // databases, caches, memory
    "table/index/lock/transaction/query/row/key/command/offset/record/object/cursor/assertion/scan/document/shard/flush/merge/refresh/fetch/column/\
     commit/wait/ticket/question",
    "hit/miss/eviction/get/set",
    "page/split",
    // money, logs, spans, runs of tests, language models
    "dollar/cent/microdollar/euro",
    "entry",
    "span",
    "run",
    "token",
    // physics
    "hertz/kilohertz/megahertz/gigahertz",
    "decidegree celsius/degree celsius/degree fahrenheit",
    "nanocore/microcore/millicore/core/kilocore/megacore/gigacore/teracore/petacore/exacore",
    "nanowatt/microwatt/milliwatt/deciwatt/watt/kilowatt/megawatt/gigawatt/terrawatt",
    "milliampere/ampere",
    "millivolt/volt",
];

/// Datadog's units.
pub fn units() -> impl Iterator<Item = &'static str> {
    FAMILIES.into_iter().flat_map(|family| family.split('/'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::units;

    #[test]
    fn every_unit_is_listed_once() {
        let mut seen = BTreeSet::new();
        for unit in units() {
            assert!(seen.insert(unit), "{unit} is listed twice");
            assert!(
                unit.chars().all(|c| c.is_ascii_lowercase() || " _".contains(c)),
                "{unit:?}"
            );
        }
        assert!(seen.contains("garbage collection") && seen.contains("token"));
    }
}
