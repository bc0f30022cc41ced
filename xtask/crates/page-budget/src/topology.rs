//! Pods and nodes over time.

use std::collections::BTreeMap;

use model::Catalog;

use crate::file::{Change, Count, Normal, Role};

/// What sends telemetry for some time: a pod, or a node. Times are seconds after Monday 00:00; the end is excluded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) name: String,
    pub(crate) node: String,
    /// Its place in the service, which its successor takes: random numbers depend on it, so that they do not change with a pod's name.
    pub(crate) slot: u32,
    pub(crate) from: i64,
    pub(crate) to: i64,
}

/// The pods of a service.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    kind: Kind,
    pub(crate) units: Vec<Unit>,
    /// How many should run, from each time on.
    desired: Vec<(i64, u32)>,
    /// How many run, from each time on.
    available: Vec<(i64, u32)>,
    /// Which unit leads, from each time on.
    leaders: Vec<(i64, usize)>,
    failovers: Vec<i64>,
    /// For names that are never used twice.
    named: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Deployment,
    StatefulSet,
    DaemonSet,
}

/// All pods and nodes.
#[derive(Clone, Debug)]
pub(crate) struct Topology {
    groups: BTreeMap<String, Group>,
    pub(crate) nodes: Group,
}

/// A change, when it starts and ends.
#[derive(Clone, Debug)]
pub(crate) struct Timed<'a> {
    pub(crate) at: i64,
    pub(crate) end: i64,
    pub(crate) change: &'a Change,
}

/// The time between the pods of a change that takes one after another.
const STEP_S: i64 = 60;
/// How long a pod takes to start next to the one it replaces, and to restart where it is.
const START_S: i64 = 30;

pub(crate) fn node_name(number: u32) -> String {
    format!("node-{number}")
}

impl Unit {
    pub(crate) fn runs_at(&self, t: i64) -> bool {
        (self.from..self.to).contains(&t)
    }
}

impl Group {
    /// The tag that names the workload.
    pub(crate) fn workload(&self) -> &'static str {
        match self.kind {
            Kind::Deployment => "kube_deployment",
            Kind::StatefulSet => "kube_stateful_set",
            Kind::DaemonSet => "kube_daemon_set",
        }
    }

    fn new(kind: Kind) -> Self {
        Self {
            kind,
            units: Vec::new(),
            desired: Vec::new(),
            available: Vec::new(),
            leaders: Vec::new(),
            failovers: Vec::new(),
            named: 0,
        }
    }

    fn start(&mut self, name: String, node: String, slot: u32, at: i64) {
        self.units.push(Unit {
            name,
            node,
            slot,
            from: at,
            to: i64::MAX,
        });
    }

    /// The units that run at `t` and are not stopped yet, by their places.
    fn running(&self, t: i64) -> Vec<usize> {
        let open = |unit: &Unit| unit.to == i64::MAX && unit.from <= t;
        let mut running: Vec<usize> = (0..self.units.len()).filter(|i| open(&self.units[*i])).collect();
        running.sort_by_key(|i| self.units[*i].slot);
        running
    }

    fn next_name(&mut self, service: &str) -> String {
        self.named += 1;
        format!("{service}-{}", self.named - 1)
    }

    /// The name of what replaces a unit.
    fn successor(&mut self, service: &str, unit: usize) -> String {
        match self.kind {
            Kind::Deployment => self.next_name(service),
            Kind::StatefulSet | Kind::DaemonSet => self.units[unit].name.clone(),
        }
    }

    fn desire(&mut self, at: i64, number: u32) {
        self.desired.push((at, number));
    }

    /// Computes how many run and which leads, when all units are known.
    fn finish(&mut self) {
        let mut times: Vec<i64> = self.units.iter().flat_map(|u| [u.from, u.to]).collect();
        times.extend(&self.failovers);
        times.sort_unstable();
        times.dedup();
        let mut leader: Option<usize> = None;
        for t in times {
            let alive: Vec<usize> = (0..self.units.len()).filter(|i| self.units[*i].runs_at(t)).collect();
            self.available.push((t, u32::try_from(alive.len()).unwrap_or(u32::MAX)));
            let oldest = || alive.iter().copied().min_by_key(|i| (self.units[*i].from, *i));
            let next = match leader.filter(|l| alive.contains(l)) {
                Some(current) if self.failovers.contains(&t) => {
                    alive.iter().copied().find(|i| *i != current).or(Some(current))
                }
                Some(current) => Some(current),
                None => oldest(),
            };
            if next != leader {
                leader = next;
                self.leaders.extend(leader.map(|l| (t, l)));
            }
        }
        self.desired.sort_by_key(|(t, _)| *t);
    }

    /// How many units are counted at `t`.
    pub(crate) fn count(&self, count: Count, t: i64) -> u32 {
        let (available, desired) = (since(&self.available, t), since(&self.desired, t));
        match count {
            Count::Available => available.unwrap_or(0),
            Count::Desired => desired.unwrap_or(0),
            Count::Unavailable => desired.unwrap_or(0).saturating_sub(available.unwrap_or(0)),
        }
    }

    /// The role of a unit at `t`.
    pub(crate) fn role(&self, unit: usize, t: i64) -> Role {
        if since(&self.leaders, t) == Some(unit) {
            Role::Leader
        } else {
            Role::Follower
        }
    }
}

fn since<T: Copy>(values: &[(i64, T)], t: i64) -> Option<T> {
    let next = values.partition_point(|(from, _)| *from <= t);
    values[..next].last().map(|(_, value)| *value)
}

impl Topology {
    /// The pods of all services that run in the cluster, as the changes leave them. The changes are in order of time.
    pub(crate) fn new(catalog: &Catalog, normal: &Normal, replaced_after_s: i64, changes: &[Timed<'_>]) -> Self {
        let count = normal.pods.nodes.value;
        let mut nodes = Group::new(Kind::DaemonSet);
        for number in 1..=count {
            nodes.start(node_name(number), node_name(number), number, i64::MIN);
        }
        nodes.named = count;
        nodes.desire(i64::MIN, count);
        let mut groups = BTreeMap::new();
        for (place, service) in (0_u32..).zip(catalog.services.values()) {
            let kind = match service.runs.kind.as_str() {
                "deployment" => Kind::Deployment,
                "stateful-set" => Kind::StatefulSet,
                "daemon-set" => Kind::DaemonSet,
                _ => continue,
            };
            let mut group = Group::new(kind);
            let replicas = match kind {
                Kind::DaemonSet => count,
                _ => service.runs.replicas.unwrap_or(normal.pods.replicas.value),
            };
            for ordinal in 0..replicas {
                let node = node_name((place + ordinal) % count + 1);
                let name = match kind {
                    Kind::DaemonSet => format!("{}-{node}", service.name),
                    _ => group.next_name(&service.name),
                };
                group.start(name, node, ordinal, i64::MIN);
            }
            group.desire(i64::MIN, replicas);
            groups.insert(service.name.clone(), group);
        }
        let mut topology = Self { groups, nodes };
        for change in changes {
            topology.apply(change, replaced_after_s);
        }
        topology.groups.values_mut().for_each(Group::finish);
        topology.nodes.finish();
        topology
    }

    /// The services that run in the cluster, with their pods.
    pub(crate) fn groups(&self) -> impl Iterator<Item = (&String, &Group)> {
        self.groups.iter()
    }

    pub(crate) fn group(&self, service: &str) -> Option<&Group> {
        self.groups.get(service)
    }

    fn apply(&mut self, Timed { at, end, change }: &Timed<'_>, replaced_after_s: i64) {
        let (at, end) = (*at, *end);
        match change {
            Change::Drain(node) => self.leave(&node_name(*node), at, STEP_S, replaced_after_s),
            Change::Lose(node) => self.lose(&node_name(*node), at, end, replaced_after_s),
            Change::Failover(service) => self.of(service, |group, _| group.failovers.push(at)),
            Change::Stop(service) => self.of(service, |group, service| {
                for unit in group.running(at) {
                    group.replace(service, unit, at, end - at);
                }
            }),
            Change::Restart(service) => self.of(service, |group, service| {
                for (unit, i) in group.running(at).into_iter().zip(0..) {
                    group.replace(service, unit, at + i * STEP_S, START_S);
                }
            }),
            Change::Deploy(service) => self.of(service, |group, service| {
                for (unit, i) in group.running(at).into_iter().zip(0..) {
                    // a deployment starts the new pod first; a set cannot, because the name is taken
                    let gap_s = if group.kind == Kind::Deployment {
                        -START_S
                    } else {
                        START_S
                    };
                    group.replace(service, unit, at + i * STEP_S, gap_s);
                }
            }),
            Change::Scale(scale) => {
                let nodes = self.living_nodes(at);
                self.of(&scale.service, |group, service| {
                    let running = group.running(at);
                    let wanted = usize::try_from(scale.to).unwrap_or(usize::MAX);
                    for unit in running.iter().skip(wanted) {
                        group.units[*unit].to = at;
                    }
                    for i in running.len()..wanted {
                        let name = group.next_name(service);
                        let slot = u32::try_from(i).unwrap_or(u32::MAX);
                        group.start(name, nodes[i % nodes.len()].clone(), slot, at + START_S);
                    }
                    group.desire(at, scale.to);
                });
            }
        }
    }

    fn of(&mut self, service: &str, change: impl FnOnce(&mut Group, &str)) {
        if let Some(group) = self.groups.get_mut(service) {
            change(group, service);
        }
    }

    /// The nodes that run at `t`; never none.
    fn living_nodes(&self, t: i64) -> Vec<String> {
        let alive: Vec<String> = self
            .nodes
            .units
            .iter()
            .filter(|n| n.runs_at(t))
            .map(|n| n.name.clone())
            .collect();
        if alive.is_empty() { vec![node_name(1)] } else { alive }
    }

    /// The pods on a node, except those of daemon sets, stop one after another and start on other nodes.
    fn leave(&mut self, node: &str, at: i64, step_s: i64, gap_s: i64) {
        let others: Vec<String> = self.living_nodes(at).into_iter().filter(|n| n != node).collect();
        let mut moved = 0;
        for (service, group) in &mut self.groups {
            if group.kind == Kind::DaemonSet || others.is_empty() {
                continue;
            }
            for unit in group
                .running(at)
                .into_iter()
                .filter(|u| group.units[*u].node == node)
                .collect::<Vec<_>>()
            {
                let stop = at + step_s * i64::try_from(moved).unwrap_or_default();
                let name = group.successor(service, unit);
                group.units[unit].to = stop;
                let slot = group.units[unit].slot;
                group.start(name, others[moved % others.len()].clone(), slot, stop + gap_s);
                moved += 1;
            }
        }
    }

    /// A node is gone at `at`; another one takes its place at `end`.
    fn lose(&mut self, node: &str, at: i64, end: i64, gap_s: i64) {
        self.leave(node, at, 0, gap_s);
        self.nodes.named += 1;
        let new = node_name(self.nodes.named);
        let mut slot = self.nodes.named;
        for unit in self.nodes.units.iter_mut().filter(|n| n.name == node) {
            (unit.to, slot) = (unit.to.min(at), unit.slot);
        }
        self.nodes.start(new.clone(), new.clone(), slot, end);
        for (service, group) in &mut self.groups {
            for unit in group
                .running(at)
                .into_iter()
                .filter(|u| group.units[*u].node == node)
                .collect::<Vec<_>>()
            {
                group.units[unit].to = at;
                let slot = group.units[unit].slot;
                group.start(format!("{service}-{new}"), new.clone(), slot, end);
            }
        }
    }
}

impl Group {
    /// The unit stops at `at` and its successor starts `gap_s` later; a negative gap keeps the unit until its successor runs.
    fn replace(&mut self, service: &str, unit: usize, at: i64, gap_s: i64) {
        let (name, node, slot) = (
            self.successor(service, unit),
            self.units[unit].node.clone(),
            self.units[unit].slot,
        );
        self.units[unit].to = at + (-gap_s).max(0);
        self.start(name, node, slot, at + gap_s.max(0));
    }
}
