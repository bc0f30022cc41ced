//! Compares the compiler of match rules with the parser of Vector: `cargo bench` in this folder.
