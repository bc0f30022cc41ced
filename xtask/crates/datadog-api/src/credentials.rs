//! What Datadog's own tools take their credentials from: `DD_ACCESS_TOKEN`, or `DD_API_KEY` with `DD_APP_KEY`.

use crate::error::{Error, ErrorKind};
use crate::secret::Secret;

/// The name of the variable with an OAuth token.
const TOKEN: &str = "DD_ACCESS_TOKEN";

/// The names of the variables with keys.
pub(crate) const API_KEY: &str = "DD_API_KEY";
pub(crate) const APP_KEY: &str = "DD_APP_KEY";

/// The values of environment variables by name: the process's own, or those of a test.
pub type Environment<'e> = &'e dyn Fn(&str) -> Option<String>;

/// How requests prove who sends them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credentials {
    /// The key of an organisation and the key of a user or service account in it.
    Keys {
        /// `DD_API_KEY`
        api: Secret,
        /// `DD_APP_KEY`
        app: Secret,
    },
    /// An OAuth token, as `pup` passes it to its extensions.
    Token(Secret),
}

impl Credentials {
    /// The credentials in the environment. A token wins over keys, because `pup` refreshes it for each call.
    ///
    /// # Errors
    /// When a variable is missing or has a value that cannot be a key.
    pub fn read(environment: Environment<'_>) -> Result<Self, Error> {
        if let Some(token) = variable(environment, TOKEN)? {
            return Ok(Self::Token(token));
        }
        match (variable(environment, API_KEY)?, variable(environment, APP_KEY)?) {
            (Some(api), Some(app)) => Ok(Self::Keys { api, app }),
            (api, app) => Err(missing(api.is_none(), app.is_none())),
        }
    }

    /// The headers that carry them.
    pub(crate) fn headers(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Keys { api, app } => vec![
                ("dd-api-key", api.expose().to_owned()),
                ("dd-application-key", app.expose().to_owned()),
            ],
            Self::Token(token) => vec![("authorization", format!("Bearer {}", token.expose()))],
        }
    }
}

/// A variable that is set; an empty one counts as not set.
fn variable(environment: Environment<'_>, name: &str) -> Result<Option<Secret>, Error> {
    let value = environment(name).filter(|value| !value.trim().is_empty());
    let secret = value.map(|value| Secret::new(&value)).transpose();
    let help = if name == TOKEN {
        "copy the token again, or log in with `pup auth login`"
    } else {
        "copy the key again; if nobody has it any more, make a new one: Datadog shows it once"
    };
    secret.map_err(|why| Error::new(ErrorKind::Credentials, format!("{name} {why}")).help(help))
}

fn missing(api: bool, app: bool) -> Error {
    let names = match (api, app) {
        (true, true) => format!("neither {TOKEN} nor {API_KEY} and {APP_KEY} are set"),
        (true, false) => format!("{APP_KEY} is set, but {API_KEY} is not"),
        _ => format!("{API_KEY} is set, but {APP_KEY} is not"),
    };
    Error::new(ErrorKind::Credentials, names).help(format!(
        "set {API_KEY} and {APP_KEY}, or put both into a file of mode 0600 and give it with --keys"
    ))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Credentials, String> {
        let lookup = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        Credentials::read(&lookup).map_err(|error| error.to_string())
    }

    #[test]
    fn a_token_wins_and_both_keys_are_needed() {
        let token = read(&[(TOKEN, "t"), (API_KEY, "a"), (APP_KEY, "b")]);
        assert!(matches!(token, Ok(Credentials::Token(_))));
        assert!(matches!(
            read(&[(TOKEN, ""), (API_KEY, "a\n"), (APP_KEY, "b")]),
            Ok(Credentials::Keys { .. })
        ));
        let message = |variables: &[(&str, &str)]| read(variables).expect_err("an error");
        assert_eq!(
            message(&[]),
            "neither DD_ACCESS_TOKEN nor DD_API_KEY and DD_APP_KEY are set"
        );
        assert_eq!(message(&[(API_KEY, "a")]), "DD_API_KEY is set, but DD_APP_KEY is not");
        assert_eq!(message(&[(APP_KEY, "a")]), "DD_APP_KEY is set, but DD_API_KEY is not");
        let help = |name| {
            let lookup = |asked: &str| (asked == name).then(|| "a b".to_owned());
            Credentials::read(&lookup).expect_err("an error").help
        };
        assert!(help(TOKEN).contains("pup auth login"));
        assert!(help(API_KEY).contains("copy the key again"));
    }

    proptest! {
        /// Neither a debug print of credentials nor an error repeats a key.
        #[test]
        fn keys_are_never_printed(key in "[!-~]{12,40}( [a-z]{3})?") {
            let printed = format!("{:?}", read(&[(API_KEY, &key), (APP_KEY, &key)]));
            prop_assert!(!printed.contains(&key), "{}", printed);
            let printed = format!("{:?}", read(&[(TOKEN, &key)]));
            prop_assert!(!printed.contains(&key), "{}", printed);
        }
    }
}
