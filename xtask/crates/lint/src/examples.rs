//! Runs the examples of every rule. Each changes the definitions in `examples/valid.json`, in which no rule finds anything.

mod fixture;
mod objects;
mod tests;
