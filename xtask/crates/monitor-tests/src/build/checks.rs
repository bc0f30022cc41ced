use datadog_simulator::world::{CheckRun, CheckStatus};
use documents::yaml::Located;

use super::Builder;
use crate::file::CheckRuns;
use crate::notation::Statuses;

impl Builder<'_> {
    /// The runs of a check. Its first status also holds before the test.
    pub(super) fn checks(&mut self, written: &Located<CheckRuns>) -> Vec<CheckRun> {
        self.runs(written).unwrap_or_default()
    }

    fn runs(&mut self, written: &CheckRuns) -> Option<Vec<CheckRun>> {
        /// More runs than any query looks back on.
        const BEFORE: i64 = 101;
        let check = self.filled(&written.check)?;
        let tags = self.tags(&written.tags)?;
        let message = match &written.message {
            Some(text) => self.filled(text)?,
            None => String::new(),
        };
        let interval_s = self.interval_s(written.interval.as_ref())?;
        let statuses = self.report_error(
            Statuses::parse(&written.statuses),
            &written.statuses,
            &written.statuses.span,
        )?;
        let statuses = self.report_error(
            statuses.runs(&self.monitor.variables),
            &written.statuses,
            &written.statuses.span,
        )?;
        self.end_s = self.end_s.max(interval_s * statuses.len() as i64);
        let earlier = (-BEFORE..0).filter_map(|i| Some((i, *statuses.first()?)));
        let runs = earlier
            .chain((0..).zip(statuses.iter().copied()))
            .filter_map(|(i, status)| {
                let status = status?;
                Some(CheckRun {
                    check: check.clone(),
                    tags: tags.clone(),
                    at: self.start + i * interval_s,
                    status,
                    message: if status == CheckStatus::Ok {
                        String::new()
                    } else {
                        message.clone()
                    },
                })
            });
        Some(runs.collect())
    }
}
