mod accepted;
mod branches;
mod errors;
mod handles;
mod rendered;
