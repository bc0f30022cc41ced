//! Speed of the parsers.
fn main() {}
