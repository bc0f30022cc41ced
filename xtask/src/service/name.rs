//! Checks the name of a new service against the template that it is copied from.

use diagnostics::Diagnostic;

use super::python;
use super::template::Template;

/// The file that every template in Python has.
const PYTHON: &str = "pyproject.toml";

/// How long the name of a service may be. With it, the lines of the templates that contain the name are as long as their formatters allow.
const NAME_LEN_MAX: usize = 40;

/// Checks the name of a new service.
///
/// # Errors
/// When a service of this template cannot have it.
pub(super) fn check(template: &Template, name: &str) -> Result<(), Box<Diagnostic>> {
    let refused = |why: String| {
        Box::new(
            Diagnostic::error(
                "usage/name",
                format!(
                    "a service of template '{}' cannot be named '{name}': {why}",
                    template.name
                ),
            )
            .help(format!("choose another name, of at most {NAME_LEN_MAX} characters")),
        )
    };
    if name.len() > NAME_LEN_MAX {
        return Err(refused(format!(
            "it has {} characters, and lines of its code would get too long for their formatter",
            name.len()
        )));
    }
    let module = name.replace('-', "_");
    if !template.has(PYTHON) {
        return Ok(());
    }
    if let Some(why) = python::refusal(&module) {
        return Err(refused(why.to_owned()));
    }
    // What Python finds before or next to the service's package.
    let hidden = template.paths().find(|path| {
        path.starts_with(&format!("{module}/"))
            || *path == format!("{module}.py")
            || *path == format!("tests/{module}.py")
    });
    hidden.map_or(Ok(()), |path| {
        Err(refused(format!("the template has '{path}', a module of the same name")))
    })
}
