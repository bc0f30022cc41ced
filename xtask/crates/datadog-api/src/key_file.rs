//! A file with keys: lines `DD_API_KEY=...`, as for a shell, which nobody but its owner may read.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use crate::credentials::{API_KEY, APP_KEY};
use crate::error::{Error, ErrorKind};

/// What a file has to contain.
const LINES: &str = "give a file of mode 0600 with the lines DD_API_KEY=<key> and DD_APP_KEY=<key>, and no others";

/// The longest file that is read.
const BYTES_MAX: u64 = 65_536;

/// The variables in `file`. Its mode has to be 0600 or stricter.
///
/// # Errors
/// When the file cannot be read, others may read or write it, a line is not understood, or a key is missing. No error repeats a value.
pub fn read(file: &Path) -> Result<BTreeMap<String, String>, Error> {
    let name = file.display();
    let error = |what: String| Error::new(ErrorKind::Credentials, what);
    let unreadable = |cause| error(format!("cannot read the keys in '{name}': {cause}")).help(LINES);
    // Opened once, so that what is checked is what is read.
    let mut opened = File::open(file).map_err(unreadable)?;
    let metadata = opened.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(error(format!("'{name}' is not a file")).help(LINES));
    }
    if let Some(mode) = readable_by_others(&metadata) {
        let message = format!("the keys in '{name}' can be read by others (mode {mode:04o})");
        return Err(error(message).help(format!("run `chmod 600 {name}`")));
    }
    let mut text = String::new();
    opened
        .by_ref()
        .take(BYTES_MAX)
        .read_to_string(&mut text)
        .map_err(unreadable)?;
    let variables =
        parse(&text).map_err(|(line, what)| error(format!("line {line} of '{name}' {what}")).help(LINES))?;
    let is_missing = |key: &&str| variables.get(*key).is_none_or(String::is_empty);
    match [API_KEY, APP_KEY].into_iter().find(is_missing) {
        Some(key) => Err(error(format!("'{name}' has no {key}")).help(LINES)),
        None => Ok(variables),
    }
}

/// The mode of a file that somebody else may read or write.
#[cfg(unix)]
fn readable_by_others(metadata: &fs::Metadata) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    let mode = metadata.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then_some(mode)
}

/// Elsewhere, files have no mode; the folder of the user protects them.
#[cfg(not(unix))]
fn readable_by_others(_: &fs::Metadata) -> Option<u32> {
    None
}

/// The variables, or the line that is wrong and why.
fn parse(text: &str) -> Result<BTreeMap<String, String>, (usize, &'static str)> {
    let mut variables = BTreeMap::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let assignment = line.strip_prefix("export ").unwrap_or(line);
        let Some((name, value)) = assignment.split_once('=') else {
            return Err((index + 1, "is not <name>=<value>"));
        };
        if ![API_KEY, APP_KEY].contains(&name.trim()) {
            return Err((index + 1, "sets another variable"));
        }
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        if variables.insert(name.trim().to_owned(), value).is_some() {
            return Err((index + 1, "sets a variable again"));
        }
    }
    Ok(variables)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_shell_are_read() {
        let text = "# keys\nexport DD_API_KEY=\"abc\"\nDD_APP_KEY='d=e'\n";
        let variables = parse(text).expect("two variables");
        assert_eq!(variables[API_KEY], "abc");
        assert_eq!(variables[APP_KEY], "d=e");
        assert_eq!(parse("abc").expect_err("no name").0, 1);
        assert_eq!(parse("\nPATH=/x").expect_err("another name").0, 2);
        assert_eq!(parse("DD_API_KEY=a\nDD_API_KEY=b").expect_err("twice").0, 2);
    }

    #[cfg(unix)]
    #[test]
    fn both_keys_are_in_the_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("keys");
        let name = file.display();
        let problem = |text: &str| {
            fs::write(&file, text).expect("a file");
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("a mode");
            let error = read(&file).expect_err("an error");
            assert!(error.help.contains("DD_APP_KEY=<key>"), "{}", error.help);
            error.to_string()
        };
        assert_eq!(problem(""), format!("'{name}' has no DD_API_KEY"));
        assert_eq!(problem("DD_API_KEY=topsecret\n"), format!("'{name}' has no DD_APP_KEY"));
        assert_eq!(
            problem("DD_API_KEY=topsecret\nDD_APP_KEY=\n"),
            format!("'{name}' has no DD_APP_KEY")
        );
        let missing = read(&folder.path().join("no-such-file")).expect_err("an error");
        assert!(missing.help.contains("DD_APP_KEY=<key>"), "{}", missing.help);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("keys");
        fs::write(&file, "DD_API_KEY=topsecretvalue\nDD_APP_KEY=another\n").expect("a file");
        let with_mode = |mode| {
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("a mode");
            read(&file).map_err(|error| error.to_string())
        };
        for mode in [0o644, 0o640, 0o620, 0o604] {
            let message = with_mode(mode).expect_err("a loose mode");
            assert!(message.contains("can be read by others"), "{message}");
            assert!(!message.contains("topsecretvalue"), "{message}");
        }
        for mode in [0o600, 0o400] {
            assert_eq!(with_mode(mode).expect("a strict mode")[API_KEY], "topsecretvalue");
        }
        assert!(
            read(folder.path())
                .expect_err("a folder")
                .to_string()
                .contains("is not a file")
        );
    }
}
