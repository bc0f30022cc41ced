mod accepted;
mod branches;
mod handles;
mod properties;
mod refused;
mod rendered;
