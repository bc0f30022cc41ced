//! The examples of every rule, run: each is a change of one sound estate (`examples/sound.json`), in which no rule finds anything.

mod estate;
mod objects;
mod tests;
