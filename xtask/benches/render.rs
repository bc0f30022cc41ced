//! `cargo bench --package xtask`: the renderer as a whole process on generated estates, and on this repository's own.
//!
//! Each figure is a run of the release binary from its start to its exit, files written. Aims, on 2 cores:
//! cold 1,000 objects x 3 environments 0.25 s, 5,000 x 3 1.2 s and 300 MB; unchanged, checked or with one changed service at 1,000 objects 0.1 s;
//! this repository's estate 0.1 s.
//!
//! Trees are made in the folder that TMPDIR names. A disk that is busy writing back thousands of files slows every cold run several times over: with
//! `TMPDIR=/dev/shm` the figures are the renderer's and not the disk's.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use tempfile::TempDir;

fn render(root: &Path, args: &[&str]) -> Duration {
    let started = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("--root")
        .arg(root)
        .arg("render")
        .args(args)
        .stdout(Stdio::null())
        .status()
        .expect("the binary runs");
    let elapsed = started.elapsed();
    assert!(status.success(), "render failed in {}", root.display());
    elapsed
}

/// Renders copies of the tree at `root` that were never rendered before. They stay until all are done: a file system that has just removed
/// thousands of files makes new ones more slowly, and nobody's first rendering comes after that.
fn cold(runs: u64, root: &Path) -> Duration {
    let mut kept = Vec::new();
    let mut sum = Duration::ZERO;
    for _ in 0..runs {
        let dir = TempDir::new().expect("a folder");
        test_support::fixtures::copy(&root.join("jsonnet"), &dir.path().join("jsonnet")).expect("a copy");
        sum += render(dir.path(), &[]);
        kept.push(dir);
    }
    sum
}

/// Runs `prepare`, which is not counted, and then the renderer.
fn timed(runs: u64, root: &Path, args: &[&str], mut prepare: impl FnMut(u64)) -> Duration {
    (0..runs)
        .map(|run| {
            prepare(run);
            render(root, args)
        })
        .sum()
}

fn generated(c: &mut Criterion) {
    for objects in [1_000, 5_000] {
        let dir = TempDir::new().expect("a folder");
        let root = dir.path();
        test_support::fixtures::generated_tree(root, objects).expect("a tree");
        let mut group = c.benchmark_group(format!("{objects} objects x 3"));
        group.sample_size(10);
        group.bench_function("cold", |b| b.iter_custom(|runs| cold(runs, root)));
        render(root, &[]);
        group.bench_function("unchanged", |b| b.iter_custom(|runs| timed(runs, root, &[], |_| ())));
        group.bench_function("checked", |b| {
            b.iter_custom(|runs| timed(runs, root, &["--check"], |_| ()))
        });
        let file = root
            .join("jsonnet/services")
            .join(test_support::fixtures::service_name(7))
            .join("monitors/failure-rate-3.libsonnet");
        let mut edits = 0;
        group.bench_function("one service changed", |b| {
            b.iter_custom(|runs| {
                timed(runs, root, &[], |_| {
                    edits += 1;
                    fs::write(
                        &file,
                        test_support::fixtures::monitor(3).replace("prod: 4", &format!("prod: 4.{edits}")),
                    )
                    .expect("written");
                })
            });
        });
        group.finish();
    }
}

fn own(c: &mut Criterion) {
    let dir = TempDir::new().expect("a folder");
    let root = dir.path();
    test_support::fixtures::copy(
        &test_support::fixtures::repository().join("jsonnet"),
        &root.join("jsonnet"),
    )
    .expect("a tree");
    let mut group = c.benchmark_group("this repository");
    group.sample_size(10);
    group.bench_function("cold", |b| b.iter_custom(|runs| cold(runs, root)));
    group.finish();
}

criterion_group!(benches, own, generated);
criterion_main!(benches);
