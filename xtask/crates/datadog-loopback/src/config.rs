//! How a server is started.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// The settings of a server.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it listens. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// The folder that keeps its objects and its journal, so that a restarted server has them again; `None` keeps them in memory.
    pub state: Option<PathBuf>,
    /// The keys that it accepts. Empty: any pair of keys, all of [`Config::ORGANISATION`].
    pub keys: Vec<Key>,
    /// The time at which its clock is stopped, in unix seconds; `None` for a clock that runs.
    pub stopped_at: Option<i64>,
    /// Whether it refuses calls above the limits that Datadog states in its headers. The headers are always there.
    pub enforce_limits: bool,
    /// Where it listens for DogStatsD, if at all. Port 0 takes a free one.
    pub dogstatsd: Option<SocketAddr>,
}

/// A pair of keys, and the organisation whose objects it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The API key.
    pub api: String,
    /// The application key.
    pub application: String,
    /// The number of the organisation.
    pub organisation: u64,
}

impl Config {
    /// The organisation of a server that accepts any key.
    pub const ORGANISATION: u64 = 4242;
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            state: None,
            keys: Vec::new(),
            stopped_at: None,
            enforce_limits: true,
            dogstatsd: None,
        }
    }
}
