mod accepted;
mod events;
mod properties;
mod refused;
