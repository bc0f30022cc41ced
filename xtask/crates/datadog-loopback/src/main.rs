//! The double as a process.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use datadog_loopback::{Config, Key, Server};

/// A double of Datadog on loopback, for tests and game days. Nothing that it is sent reaches Datadog.
///
/// It answers as Datadog's API, takes telemetry as Datadog's intakes and agent do, and evaluates monitors over it. Every answer has the header
/// `x-datadog-double: loopback`. Its control is below /loopback/: the journal of calls, faults, the clock.
#[derive(Parser)]
#[command(name = "datadog-loopback", version)]
struct Arguments {
    /// Where it listens
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8126")]
    listen: SocketAddr,
    /// Where it listens for DogStatsD (UDP)
    #[arg(long, value_name = "ADDRESS")]
    dogstatsd: Option<SocketAddr>,
    /// The folder that keeps objects and the journal for the next start
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
    /// A pair of keys and their organisation; without any, all keys are accepted
    #[arg(long = "key", value_name = "API:APPLICATION:ORGANISATION", value_parser = key)]
    keys: Vec<Key>,
    /// State rate limits in headers, but do not enforce them
    #[arg(long)]
    no_limits: bool,
}

fn key(text: &str) -> Result<Key, String> {
    let parts: Vec<&str> = text.split(':').collect();
    let [api, application, organisation] = parts[..] else {
        return Err("expected API:APPLICATION:ORGANISATION".to_owned());
    };
    Ok(Key {
        api: api.to_owned(),
        application: application.to_owned(),
        organisation: organisation
            .parse()
            .map_err(|_| format!("'{organisation}' is not the number of an organisation"))?,
    })
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let server = Server::start(Config {
        listen: arguments.listen,
        state: arguments.state,
        keys: arguments.keys,
        enforce_limits: !arguments.no_limits,
        dogstatsd: arguments.dogstatsd,
        ..Config::default()
    });
    let server = match server {
        Ok(server) => server,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    println!("datadog-loopback, a double of Datadog, listens on {}", server.url);
    if let Some(address) = server.dogstatsd {
        println!("DogStatsD: {address}");
    }
    match datadog_loopback::wait_for_signal() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: cannot wait for a signal: {error}");
            ExitCode::FAILURE
        }
    }
}
