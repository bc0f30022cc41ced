//! The committed manifests and Helm values are what `jsonnet/` renders to.

#[test]
fn manifests_and_values_are_rendered() {
    test_support::fixtures::passes(env!("CARGO_BIN_EXE_xtask"), &["render", "--check", "--no-cache"]);
}
