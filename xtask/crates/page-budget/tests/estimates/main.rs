//! Estimates of small worlds, and findings in their files.

mod files;
mod fixture;
mod scenes;
mod worlds;
