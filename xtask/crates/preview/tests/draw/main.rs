//! Dashboards as pages.

mod browser;
mod corpus;
mod fixture;
mod page;
