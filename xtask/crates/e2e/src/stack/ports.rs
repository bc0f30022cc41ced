//! Free ports on loopback.

use std::net::TcpListener;
use std::sync::atomic::{AtomicU16, Ordering};

use crate::problem::{Context, Problem, Result};

/// A port that nothing listens on. The system gives it to nobody else for a while, so the process that is started next gets it.
pub(crate) fn free() -> Result<u16> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .context(|| "no free port on 127.0.0.1".to_owned())
}

/// Where the search for a port of four digits begins. No two searches of a run return the same one, although both find it free.
static NEXT: AtomicU16 = AtomicU16::new(0);

/// The ports that are searched: from 4000 on.
const SEARCHED: u16 = 5000;

/// A free port of four digits, for a program with a fixed one that is replaced in its bytes.
pub(crate) fn free_with_four_digits() -> Result<u16> {
    // Every run starts elsewhere, so that two of them at the same time seldom meet.
    let start = u16::try_from(std::process::id() % u32::from(SEARCHED)).unwrap_or_default();
    (0..SEARCHED)
        .map(|_| 4000 + (start + NEXT.fetch_add(1, Ordering::Relaxed) % SEARCHED) % SEARCHED)
        .find(|port| TcpListener::bind(("0.0.0.0", *port)).is_ok())
        .ok_or_else(|| Problem::new("no free port between 4000 and 8999"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_searches_find_two_ports() {
        let ports = [(); 2].map(|()| free_with_four_digits().expect("a free port"));
        assert_ne!(ports[0], ports[1]);
    }
}
