//! Source files that do not evaluate, are not text, or are in a place where nothing would read them. No generated file changes.

mod support;

use std::fs;

use support::{rejected, written};
use test_support::tree::MONITOR;

#[test]
fn files_that_do_not_evaluate() {
    written(
        "import 'lib/nope.libsonnet'",
        &[
            "error[jsonnet/missing-import]: there is no file 'lib/nope.libsonnet'",
            "failures.libsonnet:1:1",
            "did you mean",
        ],
    );
    written(
        "import '../service.libsonnet'",
        &["error[jsonnet/", "failures.libsonnet:1:1", "help:"],
    );
    written(
        "local a = import 'services/demo/monitors/failures.libsonnet'; a",
        &[
            "error[jsonnet/recursion]",
            "failures.libsonnet:1:11",
            "needs itself to be known",
        ],
    );
    written(
        "local f(x) = f(x + 1) + 1; function(ctx) f(0)",
        &[
            "error[jsonnet/recursion]: the calls nest too deep",
            "failures.libsonnet:1:14",
        ],
    );
    written(
        "function(ctx) { a: 1 b: 2 }",
        &["error[jsonnet/syntax]: expected", "failures.libsonnet:1:22"],
    );
    written(
        "function(ctx) ctx.monitr",
        &[
            "error[jsonnet/evaluation]: there is no field 'monitr'",
            "failures.libsonnet:1:15",
            "help: did you mean 'monitor'?",
        ],
    );
    written(
        "function(ctx) ctx.monitor.treshold({})",
        &["there is no field 'treshold'", "help: did you mean 'threshold'?"],
    );
    written(
        "ctx.monitor.threshold({})",
        &[
            "the name 'ctx' is not defined here",
            "help: begin the file with `function(ctx)`",
        ],
    );
    written(
        "{ symptom: 'jobs fail' }",
        &[
            "error[jsonnet/no-function]: the file is no function of its context",
            "--> jsonnet/services/demo/monitors/failures.libsonnet",
            "help: begin the file with `function(ctx)`",
        ],
    );
    written(
        "function(ctx) ctx.monitor({})",
        &[
            "error[jsonnet/evaluation]: an object cannot be called",
            "failures.libsonnet:1:15",
        ],
    );
    written(
        "function(ctx) 'text'",
        &[
            "error[jsonnet/no-object]: the file of monitor 'demo/failures' does not return a monitor",
            "ctx.monitor.threshold",
        ],
    );
    written(
        "",
        &[
            "error[jsonnet/syntax]: expected a value, found the end of the file",
            "failures.libsonnet:1:1",
        ],
    );
}

/// Without a limit, each of these would overflow the engine's stack and end the process.
#[test]
fn files_that_nest_too_deep() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{ a: ", "}"),
        ("local a = ", ""),
        ("if true then ", ""),
        ("std.abs(", ")"),
        ("-", ""),
    ] {
        let text = format!("function(ctx) {}1{}", open.repeat(20_000), close.repeat(20_000));
        written(&text, &["error[jsonnet/nesting]", "failures.libsonnet:1:", "help:"]);
    }
}

#[test]
fn files_that_are_not_text() {
    rejected(
        |tree| tree.write(MONITOR, b"function(ctx) {\n  a: '\xff'\n}"),
        1,
        &[
            "error[tree/not-utf8]",
            "failures.libsonnet' is not UTF-8: byte 22, on line 2",
            "help: save the file as UTF-8",
        ],
    );
}

#[test]
fn a_byte_order_mark_is_named() {
    rejected(
        |tree| tree.write(MONITOR, "\u{feff}function(ctx) {}"),
        1,
        &[
            "error[tree/byte-order-mark]",
            "failures.libsonnet' begins with a byte order mark",
            "without a byte order mark",
        ],
    );
}

/// Where each side of an unfinished merge parses, or the parser names a token, the markers are still what is wrong.
#[test]
fn conflict_markers_are_named() {
    let conflict = "<<<<<<< HEAD\n=======\n>>>>>>> main\n";
    for path in [
        MONITOR,
        "jsonnet/services/demo/service.libsonnet",
        "jsonnet/services/demo/monitors/failures_test.yaml",
        "jsonnet/worlds/quiet.yaml",
    ] {
        rejected(
            |tree| tree.write(path, conflict),
            1,
            &[
                &format!("error[tree/conflict]: '{path}' has the conflict markers of an unfinished merge"),
                &format!("--> {path}:1:1"),
                "help: keep the right side of the merge",
            ],
        );
    }
}

/// A process that opens a pipe waits until another one writes to it.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_tree_is_not_opened() {
    rejected(
        |tree| {
            let pipe = tree.path("jsonnet/services/demo/monitors/pipe.libsonnet");
            let made = std::process::Command::new("mkfifo").arg(pipe).status();
            assert!(made.expect("mkfifo runs").success());
        },
        1,
        &[
            "error[tree/no-file]",
            "monitors/pipe.libsonnet' is a pipe, a socket or a device",
        ],
    );
}

#[test]
fn two_objects_with_one_path() {
    let archetype = "jsonnet/services/demo/monitors/error-rate.libsonnet";
    rejected(
        |tree| fs::rename(tree.path(MONITOR), tree.path(archetype)).expect("the monitor is renamed"),
        1,
        &[
            "error[tree/two-objects]: two monitors of service 'demo' are called 'error-rate'",
            archetype,
            "lib/archetype/http-service/monitors/error-rate.libsonnet",
            "help: rename one",
        ],
    );
}

#[test]
fn names_that_kubernetes_refuses() {
    let long = "a".repeat(64);
    rejected(
        |tree| {
            tree.write(
                &format!("jsonnet/services/demo/monitors/{long}.libsonnet"),
                test_support::fixtures::monitor(1),
            )
        },
        1,
        &[
            "error[tree/name]",
            "it is 64 bytes long, and Kubernetes allows 63",
            "help: rename the file or folder",
        ],
    );
    rejected(
        |tree| {
            tree.write(
                "jsonnet/services/demo/monitors/Too_Slow.libsonnet",
                test_support::fixtures::monitor(1),
            )
        },
        1,
        &["error[tree/name]", "names are kebab-case"],
    );
}

#[test]
fn files_that_nothing_would_read() {
    rejected(
        |tree| {
            tree.write(
                "jsonnet/services/demo/monitor/slow.libsonnet",
                test_support::fixtures::monitor(1),
            )
        },
        1,
        &[
            "error[tree/layout]: 'jsonnet/services/demo/monitor/slow.libsonnet' is in an unknown folder",
            "did you mean 'monitors'?",
        ],
    );
    rejected(
        |tree| {
            tree.write(
                "jsonnet/services/lone/monitors/slow.libsonnet",
                test_support::fixtures::monitor(1),
            )
        },
        1,
        &["error[tree/undeclared-service]", "services/lone/service.libsonnet"],
    );
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_tree() {
    rejected(
        |tree| {
            std::os::unix::fs::symlink(
                "/etc/hostname",
                tree.path("jsonnet/services/demo/monitors/link.libsonnet"),
            )
            .expect("a link")
        },
        1,
        &[
            "error[tree/symlink]",
            "monitors/link.libsonnet' is a symbolic link",
            "help: copy the file",
        ],
    );
}
