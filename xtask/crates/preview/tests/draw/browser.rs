//! Pages in a real browser, where there is one.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::fixture::{drawn, every_kind};

/// Names under which browsers with the same engine are installed.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const WIDTH: usize = 1352;
const HEIGHT: usize = 900;

fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    BROWSERS
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}

#[test]
fn a_browser_shows_every_widget() {
    let Some(browser) = browser() else {
        eprintln!("skipped: none of {} is installed", BROWSERS.join(", "));
        return;
    };
    let folder = tempfile::TempDir::new().expect("a folder");
    let (page, image) = (folder.path().join("page.html"), folder.path().join("page.png"));
    std::fs::write(&page, drawn(&every_kind()).html).expect("a page");
    let status = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--force-device-scale-factor=1",
        ])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("--window-size={WIDTH},{HEIGHT}"))
        .arg(format!("--screenshot={}", image.display()))
        .arg(format!("file://{}", page.display()))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the browser starts");
    assert!(status.success(), "{status}");
    let image = std::fs::read(&image).expect("a screenshot");
    // A blank page of this size has 6 kB: the rest are lines, letters and colours.
    assert!(image.starts_with(b"\x89PNG"));
    assert!(image.len() > 40_000, "{} bytes", image.len());
}
