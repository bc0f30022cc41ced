use serde_json::Value;

use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::request::Request;

/// What the API says of a monitor that it is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It would accept it.
    Accepted,
    /// It would refuse it, in its own words.
    Refused(Vec<String>),
}

impl Client {
    /// Asks whether the API would accept a monitor: a new one, or the change of the monitor `id`. Nothing is made or changed.
    ///
    /// # Errors
    /// When the API does not say: no permission, no answer.
    pub async fn validate_monitor(&self, monitor: &Value, id: Option<&str>) -> Result<Verdict, Error> {
        let template = match id {
            Some(_) => "/api/v1/monitor/{id}/validate",
            None => "/api/v1/monitor/validate",
        };
        match self.call(&Request::ask(template, id, monitor.clone())).await {
            Ok(_) => Ok(Verdict::Accepted),
            Err(error) if error.kind == ErrorKind::Refused => Ok(Verdict::Refused(error.answer)),
            Err(error) => Err(error),
        }
    }
}
