//! The rules: one file a rule, `<group>/<thing it flags>.rs`, and one line here.
//!
//! A rule is added by writing its file (its page, examples and check; begin with a copy of a small one such as `monitor/deprecated_type.rs`), naming it in the `mod.rs` of
//! its group and in the list below. A test holds the list against the folder, and runs the examples.

pub(crate) mod agent;
pub(crate) mod dashboard;
pub(crate) mod monitor;
pub(crate) mod policy;
pub(crate) mod runbook;
pub(crate) mod slo;
pub(crate) mod tagging;

use crate::rule::Rule;

/// Every rule, by name.
static RULES: [&Rule; 92] = [
    &agent::missing_phi_rule::RULE,
    &agent::no_apm::RULE,
    &agent::no_dogstatsd::RULE,
    &agent::no_log_collection::RULE,
    &agent::no_otlp::RULE,
    &agent::no_resource_limits::RULE,
    &agent::no_unified_tags::RULE,
    &agent::plain_api_key::RULE,
    &agent::query_samples::RULE,
    &agent::single_cluster_agent::RULE,
    &agent::unread_dependency::RULE,
    &agent::unread_stream::RULE,
    &agent::wrong_site::RULE,
    &dashboard::duplicate_title::RULE,
    &dashboard::duplicate_widget::RULE,
    &dashboard::empty_group::RULE,
    &dashboard::empty_widget::RULE,
    &dashboard::odd_time_frame::RULE,
    &dashboard::raw_counter::RULE,
    &dashboard::unfiltered_query::RULE,
    &dashboard::unitless_value::RULE,
    &dashboard::untitled_widget::RULE,
    &dashboard::untold_purpose::RULE,
    &dashboard::unused_variable::RULE,
    &monitor::constant_comparison::RULE,
    &monitor::deprecated_type::RULE,
    &monitor::duplicate_query::RULE,
    &monitor::few_events::RULE,
    &monitor::log_text_in_message::RULE,
    &monitor::missing_group_in_message::RULE,
    &monitor::missing_runbook::RULE,
    &monitor::no_evaluation_delay::RULE,
    &monitor::no_recovery::RULE,
    &monitor::no_recovery_margin::RULE,
    &monitor::no_renotify::RULE,
    &monitor::noise_in_name::RULE,
    &monitor::notified_silence::RULE,
    &monitor::raw_counter::RULE,
    &monitor::self_resolving_page::RULE,
    &monitor::short_window::RULE,
    &monitor::skipped_warning::RULE,
    &monitor::unscoped_query::RULE,
    &monitor::vague_impact::RULE,
    &monitor::vague_symptom::RULE,
    &monitor::wrong_priority::RULE,
    &monitor::wrong_route::RULE,
    &policy::expired_suppression::RULE,
    &policy::missing_reason::RULE,
    &policy::stale_prices::RULE,
    &policy::unknown_environment::RULE,
    &policy::unknown_rule::RULE,
    &policy::unproduced_stream::RULE,
    &policy::unused_archetype::RULE,
    &policy::unused_metric::RULE,
    &policy::unused_organisation::RULE,
    &policy::unused_route::RULE,
    &policy::unused_severity::RULE,
    &policy::unused_suppression::RULE,
    &policy::unused_tag::RULE,
    &policy::unused_team::RULE,
    &runbook::dead_link::RULE,
    &runbook::front_matter::RULE,
    &runbook::future_review::RULE,
    &runbook::headings::RULE,
    &runbook::misplaced_page::RULE,
    &runbook::open_code_block::RULE,
    &runbook::orphan_page::RULE,
    &runbook::overlong_page::RULE,
    &runbook::placeholder_in_page::RULE,
    &runbook::stale_review::RULE,
    &runbook::unparsable_command::RULE,
    &runbook::unparsable_query::RULE,
    &slo::idle_target::RULE,
    &slo::loose_warning::RULE,
    &slo::mixed_targets::RULE,
    &slo::short_window::RULE,
    &slo::unknown_signal::RULE,
    &slo::unpromised_service::RULE,
    &slo::unreachable_target::RULE,
    &slo::unwatched::RULE,
    &tagging::duplicate_key::RULE,
    &tagging::high_cardinality::RULE,
    &tagging::malformed_tag::RULE,
    &tagging::missing_env::RULE,
    &tagging::missing_service::RULE,
    &tagging::missing_severity::RULE,
    &tagging::missing_team::RULE,
    &tagging::phi_key::RULE,
    &tagging::reserved_key::RULE,
    &tagging::unbounded_key::RULE,
    &tagging::unknown_key::RULE,
    &tagging::wrong_value::RULE,
];

/// Every rule, by name.
#[must_use]
pub fn rules() -> &'static [&'static Rule] {
    &RULES
}

/// The rule of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}
