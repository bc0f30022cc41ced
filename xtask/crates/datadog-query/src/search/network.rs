//! Networks of `CIDR()`.

use std::net::IpAddr;
use std::ops::Range;

use super::Variable;

/// One network of `CIDR()`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Network {
    /// The network.
    pub block: NetworkBlock,
    /// Its span.
    pub span: Range<usize>,
}

/// A range of addresses, or a variable.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub enum NetworkBlock {
    /// The addresses whose first `prefix` bits equal those of `address`.
    Cidr {
        /// An address of the network.
        address: IpAddr,
        /// 0 to 32, or 0 to 128 for IPv6.
        prefix: u8,
    },
    /// A dashboard's variable.
    Variable(Variable),
}

impl NetworkBlock {
    /// Parses a network; the error is a message.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let Some((address, prefix)) = text.split_once('/') else {
            return Err(format!("'{text}' has no prefix length"));
        };
        let address: IpAddr = address.parse().map_err(|_| format!("invalid IP address '{address}'"))?;
        let bits = if address.is_ipv4() { 32 } else { 128 };
        match prefix.parse::<u8>() {
            Ok(prefix) if prefix <= bits => Ok(Self::Cidr { address, prefix }),
            _ => Err(format!("'/{prefix}' is not a prefix length from 0 to {bits}")),
        }
    }

    /// Whether the network contains `address`. An IPv4 address also matches as `::ffff:a.b.c.d`. A variable without a value contains every address.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match self {
            Self::Variable(_) => true,
            Self::Cidr {
                address: IpAddr::V4(network),
                prefix,
            } => match address.to_canonical() {
                // Shift IPv4 addresses to the upper 32 bits, so that the prefix counts from the top for both kinds.
                IpAddr::V4(address) => shares(
                    u128::from(network.to_bits()) << 96,
                    u128::from(address.to_bits()) << 96,
                    *prefix,
                ),
                IpAddr::V6(_) => false,
            },
            Self::Cidr {
                address: IpAddr::V6(network),
                prefix,
            } => match address {
                IpAddr::V6(address) => shares(network.to_bits(), address.to_bits(), *prefix),
                IpAddr::V4(address) => shares(network.to_bits(), address.to_ipv6_mapped().to_bits(), *prefix),
            },
        }
    }
}

/// Whether the first `prefix` bits are the same.
fn shares(a: u128, b: u128, prefix: u8) -> bool {
    (a ^ b).leading_zeros() >= u32::from(prefix)
}
