//! Tests of the loopback Datadog over HTTP, in one program, so that it is linked once.

mod answers;
mod config;
mod corpus;
mod estate;
mod objects;
mod properties;
mod server;
mod support;
mod telemetry;
