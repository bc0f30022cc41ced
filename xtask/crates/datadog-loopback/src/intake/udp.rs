//! DogStatsD over UDP.

use std::sync::Arc;

use tokio::net::UdpSocket;

use super::dogstatsd;
use super::dogstatsd_store::Gathered;
use crate::config::Config;
use crate::shared::Shared;

/// The greatest packet.
const PACKET_MAX: usize = 65_536;

/// Reads packets until the server stops. A line that is not valid is counted, and the others of its packet are taken.
pub(crate) async fn serve(socket: UdpSocket, shared: Arc<Shared>) {
    let mut gathered = Gathered::default();
    let mut buffer = vec![0; PACKET_MAX];
    // An error belongs to one packet, as after an answer that nobody read.
    loop {
        let Ok(length) = socket.recv(&mut buffer).await else {
            continue;
        };
        let text = String::from_utf8_lossy(&buffer[..length]);
        let now = shared.clock.seconds();
        shared.store.with(Config::ORGANISATION, |data| {
            for line in dogstatsd::packet(&text) {
                match line {
                    Ok(line) => gathered.add(data, line, now),
                    Err(error) => data.telemetry.refuse_line(error.to_string()),
                }
            }
        });
    }
}
