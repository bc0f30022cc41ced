mod accepted;
mod handles;
mod properties;
mod refused;
mod rendered;
