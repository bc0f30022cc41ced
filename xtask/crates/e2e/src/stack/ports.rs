//! Free ports on loopback.

use std::net::TcpListener;

use crate::problem::{Context, Problem, Result};

/// A port that nothing listens on. The system gives it to nobody else for a while, so the process that is started next gets it.
pub(crate) fn free() -> Result<u16> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .context(|| "no free port on 127.0.0.1".to_owned())
}

/// A free port of four digits, for a program with a fixed one that is replaced in its bytes.
pub(crate) fn free_with_four_digits() -> Result<u16> {
    // Every run starts elsewhere, so that two of them at the same time seldom meet.
    let start = u16::try_from(std::process::id() % 5000).unwrap_or_default();
    (0..5000)
        .map(|offset| 4000 + (start + offset) % 5000)
        .find(|port| TcpListener::bind(("0.0.0.0", *port)).is_ok())
        .ok_or_else(|| Problem::new("no free port between 4000 and 8999"))
}
