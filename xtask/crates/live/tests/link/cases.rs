//! The cases.

mod deletion;
mod ids;
mod refusals;
mod replicas;
mod scale;
mod start;

use crate::Run;

/// A list of cases with their names.
macro_rules! cases {
    ($($module:ident :: $name:ident),* $(,)?) => {
        &[$((stringify!($name), |cluster| Box::pin($module::$name(cluster)))),*]
    };
}

/// With no definition.
pub(crate) const BEFORE_THE_KINDS: &[(&str, Run)] = cases![
    start::a_cluster_without_the_kinds,
    start::no_cluster,
    start::a_server_that_is_no_cluster
];

/// With the operator's definition alone.
pub(crate) const BEFORE_OUR_KIND: &[(&str, Run)] = cases![start::a_cluster_without_our_kind];

/// With both.
pub(crate) const CASES: &[(&str, Run)] = cases![
    ids::an_id_that_appears_later,
    ids::an_id_that_changes,
    ids::a_reference_that_vanishes,
    ids::a_chain,
    ids::a_cycle,
    ids::a_number_in_monitor_ids,
    refusals::an_invalid_spec,
    refusals::a_name_that_is_taken,
    refusals::datadog_refuses,
    refusals::the_api_server_refuses,
    refusals::changes_by_hand,
    deletion::order,
    deletion::of_an_object_that_never_resolved,
    replicas::a_restart,
    replicas::one_of_two_leads,
    replicas::a_lease_that_somebody_changed,
    replicas::a_signal_ends_it,
    scale::idle_costs_no_calls,
    scale::two_hundred_objects,
];

/// Measurements, which run only when they are named.
pub(crate) const ON_REQUEST: &[(&str, Run)] = cases![scale::a_thousand_objects];
