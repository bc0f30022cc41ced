mod accepted;
mod errors;
mod events;
mod properties;
