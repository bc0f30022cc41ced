//! The filter of a signal's queries, as metric queries, log searches and service checks write it.

/// A scope, narrowed to a service and tags.
#[derive(Clone, Debug)]
pub(crate) struct Filter<'a> {
    /// The scope of all queries of an object: `env:prod`; `$env`, `$service`, `$version`.
    pub(crate) scope: Vec<&'a str>,
    /// One service.
    pub(crate) service: Option<&'a str>,
    /// Tags and the values they may have, of which there is at least one.
    pub(crate) narrowed: Vec<(&'a str, Vec<&'a str>)>,
}

impl<'a> Filter<'a> {
    /// The tags it filters by, besides those that every metric has.
    pub(crate) fn keys(&self) -> Vec<&'a str> {
        self.narrowed.iter().map(|(key, _)| *key).collect()
    }

    /// The same, narrowed further.
    pub(crate) fn and(&self, more: Vec<(&'a str, Vec<&'a str>)>) -> Self {
        let mut narrowed = self.clone();
        narrowed.narrowed.extend(more);
        narrowed
    }

    /// The same without the variables of tags that `has` denies: as soon as somebody chose a value, the query would return no data.
    pub(crate) fn without_variables(mut self, has: impl Fn(&str) -> bool) -> Self {
        self.scope.retain(|term| term.strip_prefix('$').is_none_or(&has));
        self
    }

    /// A service that is named makes its variable needless: another choice would leave nothing.
    fn scope(&self) -> Vec<String> {
        let service = self.service.map(|service| format!("service:{service}"));
        self.scope
            .iter()
            .filter(|term| service.is_none() || **term != "$service")
            .map(|term| (*term).to_owned())
            .chain(service.clone())
            .collect()
    }

    fn written(&self, several: impl Fn(&str, &[&str]) -> String) -> Vec<String> {
        let mut terms = self.scope();
        terms.extend(self.narrowed.iter().map(|(key, values)| match values.as_slice() {
            [one] => format!("{key}:{one}"),
            all => several(key, all),
        }));
        terms
    }

    /// Whether a tag may have one of several values.
    pub(crate) fn has_alternatives(&self) -> bool {
        self.narrowed.iter().any(|(_, values)| values.len() > 1)
    }

    /// The filter of a metric query. Datadog has two forms and rejects a mixture: `a:b,c:d`, and `a:b AND c IN (d,e)` as soon as one tag may have
    /// several values.
    pub(crate) fn of_metrics(&self) -> String {
        let terms = self.written(|key, values| format!("{key} IN ({})", values.join(",")));
        terms.join(if self.has_alternatives() { " AND " } else { "," })
    }

    /// The filter of a log search.
    pub(crate) fn of_logs(&self) -> String {
        self.written(|key, values| format!("{key}:({})", values.join(" OR ")))
            .join(" ")
    }

    /// The tags of a service check, which knows no alternatives.
    pub(crate) fn of_check(&self) -> Vec<String> {
        self.written(|key, values| format!("{key}:{}", values.join(",")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(narrowed: &[(&str, &[&str])], metrics: &str, logs: &str) {
        let filter = Filter {
            scope: vec!["env:prod"],
            service: Some("x"),
            narrowed: narrowed.iter().map(|(key, values)| (*key, values.to_vec())).collect(),
        };
        assert_eq!(filter.of_metrics(), metrics);
        assert_eq!(filter.of_logs(), logs);
    }

    #[test]
    fn variables_of_tags_that_a_metric_lacks_are_dropped() {
        let filter = Filter {
            scope: vec!["env:prod", "$service", "$version"],
            service: None,
            narrowed: vec![("version", vec!["1"])],
        };
        let filter = filter.without_variables(|tag| tag == "service");
        assert_eq!(filter.of_metrics(), "env:prod,$service,version:1");
    }

    #[test]
    fn a_named_service_does_not_depend_on_the_variable() {
        let of = |service| Filter {
            scope: vec!["$env", "$service"],
            service,
            narrowed: Vec::new(),
        };
        assert_eq!(of(Some("rabbitmq")).of_metrics(), "$env,service:rabbitmq");
        assert_eq!(of(None).of_metrics(), "$env,$service");
    }

    #[test]
    fn one_value_and_several_never_mix_their_forms() {
        check(&[], "env:prod,service:x", "env:prod service:x");
        check(&[("a", &["1"])], "env:prod,service:x,a:1", "env:prod service:x a:1");
        check(
            &[("a", &["1", "2"]), ("b", &["3"])],
            "env:prod AND service:x AND a IN (1,2) AND b:3",
            "env:prod service:x a:(1 OR 2) b:3",
        );
    }
}
