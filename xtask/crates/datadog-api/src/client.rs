use std::time::{Duration, Instant};

use reqwest::{Response, StatusCode, redirect};
use serde_json::Value;
use tokio::time::sleep;

use crate::answer;
use crate::credentials::Credentials;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind, innermost};
use crate::rate::{Limits, RateLimit};
use crate::request::{Method, Request};
use crate::retry::Retry;
use crate::{proxy, tls};

/// The largest answer that is read. The largest dashboards are a few megabytes.
const ANSWER_BYTES_MAX: usize = 64 << 20;

/// How a client behaves.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    /// How long a connection may take.
    pub connect: Duration,
    /// How long a request may take, with its answer.
    pub total: Duration,
    /// The bounds of retries.
    pub retry: Retry,
    /// How many objects a page of a list has.
    pub page: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            total: Duration::from_secs(60),
            retry: Retry::default(),
            page: 100,
        }
    }
}

/// Sends requests to Datadog's API.
#[derive(Debug)]
pub struct Client {
    http: reqwest::Client,
    endpoint: Endpoint,
    /// The host and port of the proxy that requests go through.
    proxy: Option<String>,
    credentials: Credentials,
    limits: Limits,
    pub(crate) config: Config,
}

/// What became of one attempt.
enum Attempt {
    Answer(StatusCode, Option<RateLimit>, Vec<u8>),
    Failed(Error),
}

impl Client {
    /// A client with these credentials. Redirects are not followed: they would carry the keys to another host.
    ///
    /// # Errors
    /// When this machine has no certificates to trust, or the proxy in the environment is not an address.
    pub fn new(endpoint: Endpoint, credentials: Credentials, config: Config) -> Result<Self, Error> {
        tls::install_provider();
        let proxy = proxy::of(&|name| std::env::var(name).ok(), &endpoint)?;
        let mut builder = reqwest::Client::builder();
        // A proxy would get the keys unencrypted.
        if endpoint.is_plain() {
            builder = builder.no_proxy();
        }
        let http = builder
            .user_agent(concat!("scribemed-observability/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .connect_timeout(config.connect)
            .timeout(config.total)
            .build()
            .map_err(|cause| {
                Error::new(
                    ErrorKind::Tls,
                    format!("cannot prepare connections: {}", innermost(&cause)),
                )
                .help("install the certificates of your system (ca-certificates), or give a file in SSL_CERT_FILE")
            })?;
        Ok(Self {
            http,
            endpoint,
            proxy,
            credentials,
            limits: Limits::default(),
            config,
        })
    }

    /// Where requests go.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Sends a request until it is answered, within the bounds of the configuration.
    ///
    /// # Errors
    /// When it is not answered, or answered with an error.
    pub async fn call(&self, request: &Request) -> Result<Value, Error> {
        let class = request.class();
        let mut waited = Duration::ZERO;
        let mut attempt = 1;
        loop {
            let wait = self.limits.wait(&class, Instant::now());
            waited = self.pause(wait, waited, request, None).await?;
            let (error, wait) = match self.attempt(request).await {
                Attempt::Answer(status, limit, body) => {
                    if let Some(limit) = limit {
                        self.limits.learn(&class, limit, Instant::now());
                    }
                    // A deletion whose first answer was lost has been carried out.
                    if status == StatusCode::NOT_FOUND && request.method == Method::Delete && attempt > 1 {
                        return Ok(Value::Null);
                    }
                    let error = match answer::read(status, &body, request, &self.host()) {
                        Ok(value) => return Ok(value),
                        Err(error) => error.of(self.describe(request)),
                    };
                    match error.kind {
                        ErrorKind::RateLimited => {
                            let stated = limit.map(|limit| limit.reset);
                            (error, stated.unwrap_or_else(|| self.config.retry.pause(attempt)))
                        }
                        ErrorKind::Server if request.repeatable => (error, self.config.retry.pause(attempt)),
                        _ => return Err(error),
                    }
                }
                Attempt::Failed(error) => {
                    let lost = matches!(error.kind, ErrorKind::Timeout | ErrorKind::Interrupted);
                    let again = error.kind == ErrorKind::Connect || (lost && request.repeatable);
                    let error = error.of(self.describe(request));
                    if !again {
                        return Err(error);
                    }
                    (error, self.config.retry.pause(attempt))
                }
            };
            if attempt >= self.config.retry.attempts {
                return Err(error);
            }
            waited = self.pause(wait, waited, request, Some(error)).await?;
            attempt += 1;
        }
    }

    /// Waits, unless the request would then have waited too long in all. Returns how long it has waited.
    async fn pause(
        &self,
        wait: Duration,
        waited: Duration,
        request: &Request,
        error: Option<Error>,
    ) -> Result<Duration, Error> {
        let total = waited.saturating_add(wait);
        if total > self.config.retry.wait_max {
            let message = format!(
                "too many requests: the API accepts the next one in {} s",
                wait.as_secs()
            );
            return Err(error.unwrap_or_else(|| {
                Error::new(ErrorKind::RateLimited, message)
                    .of(self.describe(request))
                    .help("run the command again later; what it has done stays done")
            }));
        }
        if !wait.is_zero() {
            sleep(wait).await;
        }
        Ok(total)
    }

    async fn attempt(&self, request: &Request) -> Attempt {
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut builder = self
            .http
            .request(method, self.endpoint.url(&request.path, &request.query))
            .header("accept", "application/json");
        for (name, value) in self.credentials.headers() {
            builder = builder.header(name, value);
        }
        if let Some(body) = &request.body {
            builder = builder.json(body);
        }
        match builder.send().await {
            Ok(response) => self.receive(response).await,
            Err(cause) => Attempt::Failed(self.explain(&cause)),
        }
    }

    async fn receive(&self, mut response: Response) -> Attempt {
        let status = response.status();
        let limit = RateLimit::read(|name| response.headers().get(name)?.to_str().ok());
        let mut body = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() + chunk.len() <= ANSWER_BYTES_MAX => body.extend_from_slice(&chunk),
                Ok(Some(_)) => {
                    let message = format!("'{}' answers with more than {ANSWER_BYTES_MAX} bytes", self.host());
                    return Attempt::Failed(Error::new(ErrorKind::Foreign, message).help(CHECK_ADDRESS));
                }
                Ok(None) => return Attempt::Answer(status, limit, body),
                Err(cause) => return Attempt::Failed(self.explain(&cause)),
            }
        }
    }

    /// The error of a request that got no answer.
    fn explain(&self, cause: &reqwest::Error) -> Error {
        let host = self.host();
        if let Some(error) = tls::cause(cause) {
            let (message, help) = tls::explain(error, &host);
            return Error::new(ErrorKind::Tls, message).help(help);
        }
        let why = innermost(cause);
        if cause.is_connect() {
            let why = if cause.is_timeout() {
                "no connection in time"
            } else {
                why.as_str()
            };
            return proxy::no_connection(&host, self.proxy.as_deref(), why);
        }
        if cause.is_timeout() {
            let seconds = self.config.total.as_secs_f64();
            return Error::new(
                ErrorKind::Timeout,
                format!("'{host}' has not answered within {seconds} s"),
            )
            .help("run the command again; https://status.datadoghq.com shows known failures");
        }
        Error::new(
            ErrorKind::Interrupted,
            format!("the connection to '{host}' ended before the answer did: {why}"),
        )
        .help("run the command again; if it stays so, check the proxy in HTTPS_PROXY")
    }

    fn host(&self) -> String {
        let address = self.endpoint.address();
        address.split_once("://").map_or(address, |(_, host)| host).to_owned()
    }

    fn describe(&self, request: &Request) -> String {
        format!("{} {}{}", request.method, self.endpoint.address(), request.path)
    }
}

const CHECK_ADDRESS: &str = "this is not Datadog's API: check DD_SITE, DD_URL and the proxy in HTTPS_PROXY";
