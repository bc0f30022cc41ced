mod accepted;
mod errors;
mod events;
