//! The committed manifests and Helm values are the golden output of the estate.

#[test]
fn manifests_and_values_are_rendered() {
    test_support::fixtures::passes(env!("CARGO_BIN_EXE_xtask"), &["render", "--check", "--no-cache"]);
}
