//! The verbs of `live` as processes, against the loopback Datadog, which is a double.

mod burn_rate;
mod by_hand;
mod clusters;
mod estate;
mod estate_tls;
mod faults;
mod json;
mod kubernetes;
mod linked_objects;
mod orphans;
mod plan;
mod pup;
mod status;
mod validate;
