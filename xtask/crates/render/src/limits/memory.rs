//! The memory of this process.

/// The bytes of a page on every platform where the kernel counts in pages.
#[cfg(target_os = "linux")]
const PAGE_BYTES: u64 = 4096;

/// How much memory this process has; `None` where the system does not say.
#[cfg(target_os = "linux")]
pub(super) fn used_bytes() -> Option<u64> {
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    Some(statm.split(' ').nth(1)?.parse::<u64>().ok()? * PAGE_BYTES)
}

/// How much memory this process has; `None` where the system does not say.
#[cfg(not(target_os = "linux"))]
pub(super) const fn used_bytes() -> Option<u64> {
    None
}
