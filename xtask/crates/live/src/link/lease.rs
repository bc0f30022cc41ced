//! Leader election by a `Lease`: of all replicas one writes.
//!
//! As in client-go, a lease is over when it has not been renewed for its duration by this process's own monotonic clock, so that clocks of two nodes need not agree; every
//! write names the version that it replaces; and a leader that cannot renew stops before another may begin. A crate exists for this kube (kube-lease-manager); it compares
//! wall clocks, takes an expired lease without naming the version, and a leader that does not reach the API server goes on leading.

use std::time::Duration;

use k8s_openapi::api::coordination::v1::{Lease, LeaseSpec};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::MicroTime;
use k8s_openapi::jiff::Timestamp;
use kube::api::PostParams;
use kube::{Api, Client};
use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::log::{self, Status, words};

/// The lease, as one replica sees it.
pub(crate) struct Election {
    api: Api<Lease>,
    name: String,
    identity: String,
    duration: Duration,
    seen: Option<Seen>,
    /// Whether a write may have been carried out that was not answered.
    is_unsure: bool,
}

/// A lease, and since when it has been as it is.
#[derive(Debug)]
struct Seen {
    lease: Lease,
    since: Instant,
}

impl Election {
    /// Candidate `identity` for the lease `name`.
    pub(crate) fn new(client: Client, namespace: &str, name: &str, identity: String, duration: Duration) -> Self {
        Self {
            api: Api::namespaced(client, namespace),
            name: name.to_owned(),
            identity,
            duration,
            seen: None,
            is_unsure: false,
        }
    }

    /// Waits until this replica leads.
    pub(crate) async fn lead(&mut self) {
        let mut holder = None;
        loop {
            match self.attempt().await {
                Ok(true) => return,
                Ok(false) => {
                    let now = self
                        .seen
                        .as_ref()
                        .and_then(|seen| holder_of(&seen.lease))
                        .map(str::to_owned);
                    if now != holder {
                        let who = now.as_deref().unwrap_or("nobody");
                        log::line(Status::Info, &format!("{who} leads; this replica waits"));
                        holder = now;
                    }
                }
                Err(error) => log::line(
                    Status::Warn,
                    &format!("cannot read or write the lease: {}", words(&error)),
                ),
            }
            sleep(self.interval()).await;
        }
    }

    /// Renews the lease. Returns when it is lost: at the latest after two thirds of its duration, when nobody else may lead yet.
    pub(crate) async fn keep(&mut self) {
        let lasts = self.duration * 2 / 3;
        let (mut renewed, mut pause) = (Instant::now(), self.interval());
        loop {
            sleep(pause).await;
            let began = Instant::now();
            match timeout_at(renewed + lasts, self.attempt()).await {
                Ok(Ok(true)) => (renewed, pause) = (began, self.interval()),
                Ok(Ok(false)) => return log::line(Status::Error, "another replica has the lease"),
                Ok(Err(error)) => {
                    log::line(Status::Warn, &format!("cannot renew the lease: {}", words(&error)));
                    pause = self.interval() / 4;
                }
                Err(_) => return log::line(Status::Error, "the lease was not renewed in time"),
            }
        }
    }

    /// Gives the lease up, so that another replica need not wait until it is over.
    pub(crate) async fn release(&mut self) {
        if let Err(error) = self.try_release().await {
            let why = words(&error);
            log::line(
                Status::Warn,
                &format!("cannot release the lease, which ends by itself: {why}"),
            );
        }
    }

    async fn try_release(&mut self) -> Result<(), kube::Error> {
        if self.is_unsure {
            self.read().await?;
        }
        let Some(seen) = self
            .seen
            .take()
            .filter(|seen| holder_of(&seen.lease) == Some(&self.identity))
        else {
            return Ok(());
        };
        let mut lease = seen.lease;
        if let Some(spec) = &mut lease.spec {
            spec.holder_identity = None;
            spec.renew_time = None;
        }
        self.call(self.api.replace(&self.name, &PostParams::default(), &lease))
            .await
            .map(drop)
    }

    /// Between two renewals, and for each call.
    fn interval(&self) -> Duration {
        self.duration / 5
    }

    /// Takes or renews the lease if that is allowed. Returns whether this replica holds it now.
    async fn attempt(&mut self) -> Result<bool, kube::Error> {
        // A conflict may come from a write of our own whose answer was lost, or of somebody who annotated the lease: then a second look is enough.
        for _ in 0..2 {
            let holds = self
                .seen
                .as_ref()
                .is_some_and(|seen| holder_of(&seen.lease) == Some(&self.identity));
            if !holds || self.is_unsure {
                self.read().await?;
            }
            let mut lease = match &self.seen {
                Some(seen) if !may_take(seen, &self.identity, Instant::now()) => return Ok(false),
                Some(seen) => seen.lease.clone(),
                None => Lease::default(),
            };
            lease.spec = Some(taken(
                lease.spec.as_ref(),
                &self.identity,
                self.duration,
                Timestamp::now(),
            ));
            if self.write(lease).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Reads the lease.
    async fn read(&mut self) -> Result<(), kube::Error> {
        let lease = self.call(self.api.get_opt(&self.name)).await?;
        let before = self.seen.take();
        self.seen = lease.map(|lease| {
            let since = before
                .filter(|before| before.lease.spec == lease.spec)
                .map(|before| before.since);
            Seen {
                lease,
                since: since.unwrap_or_else(Instant::now),
            }
        });
        self.is_unsure = false;
        Ok(())
    }

    /// Creates or replaces the lease. Returns false in a conflict.
    async fn write(&mut self, mut lease: Lease) -> Result<bool, kube::Error> {
        // Whatever the answer is, if it arrives.
        self.is_unsure = true;
        let params = PostParams::default();
        let answer = if lease.metadata.resource_version.is_some() {
            self.call(self.api.replace(&self.name, &params, &lease)).await
        } else {
            lease.metadata.name = Some(self.name.clone());
            self.call(self.api.create(&params, &lease)).await
        };
        match answer {
            Ok(lease) => {
                self.seen = Some(Seen {
                    lease,
                    since: Instant::now(),
                });
                self.is_unsure = false;
                Ok(true)
            }
            Err(kube::Error::Api(status)) if status.code == 409 => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// A call that is given up in time for the next.
    async fn call<T>(&self, call: impl Future<Output = Result<T, kube::Error>>) -> Result<T, kube::Error> {
        let answer = timeout(self.interval(), call).await;
        answer.unwrap_or_else(|elapsed| Err(kube::Error::Service(Box::new(elapsed))))
    }
}

fn holder_of(lease: &Lease) -> Option<&str> {
    lease
        .spec
        .as_ref()?
        .holder_identity
        .as_deref()
        .filter(|holder| !holder.is_empty())
}

/// Whether `identity` may write itself into the lease.
fn may_take(seen: &Seen, identity: &str, now: Instant) -> bool {
    match holder_of(&seen.lease) {
        None => true,
        Some(holder) if holder == identity => true,
        Some(_) => {
            let seconds = seen
                .lease
                .spec
                .as_ref()
                .and_then(|spec| spec.lease_duration_seconds)
                .unwrap_or_default();
            now.duration_since(seen.since) > Duration::from_secs(u64::try_from(seconds).unwrap_or_default())
        }
    }
}

/// The lease in the hands of `identity`.
fn taken(before: Option<&LeaseSpec>, identity: &str, duration: Duration, now: Timestamp) -> LeaseSpec {
    let before = before.cloned().unwrap_or_default();
    let is_renewed = before.holder_identity.as_deref() == Some(identity);
    let transitions = before.lease_transitions.unwrap_or_default();
    LeaseSpec {
        holder_identity: Some(identity.to_owned()),
        lease_duration_seconds: Some(i32::try_from(duration.as_secs()).unwrap_or(i32::MAX)),
        acquire_time: if is_renewed {
            before.acquire_time.clone()
        } else {
            Some(MicroTime(now))
        },
        renew_time: Some(MicroTime(now)),
        lease_transitions: Some(if is_renewed {
            transitions
        } else {
            transitions.saturating_add(1)
        }),
        ..before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DURATION: Duration = Duration::from_secs(15);

    fn seen(holder: Option<&str>) -> Seen {
        let spec = holder.map(|holder| taken(None, holder, DURATION, Timestamp::UNIX_EPOCH));
        Seen {
            lease: Lease {
                spec,
                ..Lease::default()
            },
            since: Instant::now(),
        }
    }

    #[test]
    fn a_lease_of_another_is_taken_only_when_it_is_over() {
        let other = seen(Some("other"));
        assert!(!may_take(&other, "me", other.since));
        assert!(
            !may_take(&other, "me", other.since + DURATION),
            "not renewed for exactly its duration"
        );
        assert!(may_take(
            &other,
            "me",
            other.since + DURATION + Duration::from_millis(1)
        ));
        assert!(may_take(&seen(Some("me")), "me", Instant::now()));
        assert!(may_take(&seen(Some("")), "me", Instant::now()), "released");
        assert!(may_take(&seen(None), "me", Instant::now()));
    }

    #[test]
    fn only_a_change_of_hands_is_a_transition() {
        let first = taken(None, "a", DURATION, Timestamp::UNIX_EPOCH);
        let later = Timestamp::UNIX_EPOCH + k8s_openapi::jiff::SignedDuration::from_secs(5);
        let renewed = taken(Some(&first), "a", DURATION, later);
        assert_eq!(
            (renewed.lease_transitions, &renewed.acquire_time),
            (first.lease_transitions, &first.acquire_time)
        );
        assert_eq!(renewed.renew_time, Some(MicroTime(later)));
        let other = taken(Some(&renewed), "b", DURATION, later);
        assert_eq!(other.lease_transitions, Some(2));
        assert_eq!(other.acquire_time, Some(MicroTime(later)));
    }
}
