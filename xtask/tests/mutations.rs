//! Whatever bytes a Jsonnet file contains, the command ends with one of its exit codes and leaves the generated files complete.

use std::fs;

use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence};
use test_support::tree::Tree;

/// The command under test.
const XTASK: &str = env!("CARGO_BIN_EXE_xtask");

/// Files of every kind that a rendering reads.
const FILES: [&str; 8] = [
    "jsonnet/services/demo/service.libsonnet",
    "jsonnet/services/demo/monitors/failures.libsonnet",
    "jsonnet/policy/environments.libsonnet",
    "jsonnet/policy/metrics/custom.libsonnet",
    "jsonnet/lib/check.libsonnet",
    "jsonnet/lib/constructor/monitor.libsonnet",
    "jsonnet/lib/archetype/http-service/monitors/latency.libsonnet",
    "jsonnet/lib/assemble/context.libsonnet",
];

/// Tokens of the language; mutations also insert random bytes.
const TOKENS: [&str; 16] = [
    "{", "}", "[", "]", "(", ")", "'", "|||", ",", ";", "self", "error ", "import ", "null", "1e999", "\u{feff}",
];

#[derive(Clone, Debug)]
enum Mutation {
    Remove(usize),
    Insert(String),
    Byte(u8),
    Repeat(usize),
    Cut,
}

fn mutation() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        (1_usize..40).prop_map(Mutation::Remove),
        prop::sample::select(TOKENS.to_vec()).prop_map(|token| Mutation::Insert(token.to_owned())),
        any::<u8>().prop_map(Mutation::Byte),
        (1_usize..3000).prop_map(Mutation::Repeat),
        Just(Mutation::Cut),
    ]
}

fn mutate(bytes: &mut Vec<u8>, at: usize, mutation: &Mutation) {
    let at = at % (bytes.len() + 1);
    let end = |len: usize| (at + len).min(bytes.len());
    match mutation {
        Mutation::Remove(len) => drop(bytes.drain(at..end(*len))),
        Mutation::Insert(token) => drop(bytes.splice(at..at, token.bytes())),
        Mutation::Byte(byte) => drop(bytes.splice(at..end(1), [*byte])),
        Mutation::Repeat(times) => {
            let part = bytes[at..end(7)].repeat(*times);
            drop(bytes.splice(at..at, part));
        }
        Mutation::Cut => bytes.truncate(at),
    }
}

proptest! {
    #![proptest_config(Config {
        cases: 40,
        max_shrink_iters: 40,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..Config::default()
    })]

    #[test]
    fn broken_bytes_never_break_the_tree(file in prop::sample::select(FILES.to_vec()), mutations in prop::collection::vec((any::<usize>(), mutation()), 1..4)) {
        let tree = Tree::demo(XTASK);
        let before = tree.generated();
        let mut bytes = fs::read(tree.path(file)).expect("the file is read");
        for (at, mutation) in &mutations {
            mutate(&mut bytes, *at, mutation);
        }
        tree.write(file, &bytes);
        let run = tree.run(["render"]);
        prop_assert!(matches!(run.code, Some(0..=2)) && !run.text.contains("panicked"), "exit code {:?} after {mutations:?} in {file}:\n{}", run.code, run.text);
        prop_assert!(!tree.path(".cache/transaction").exists(), "something was left behind");
        if run.code == Some(0) {
            let check = tree.run(["render", "--check", "--no-cache"]);
            prop_assert_eq!(check.code, Some(0), "{}", check.text);
        } else {
            prop_assert!(run.text.contains("error["), "{}", run.text);
            prop_assert!(tree.generated() == before, "generated files changed:\n{}", run.text);
        }
    }
}
