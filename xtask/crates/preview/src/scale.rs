//! Axes.

use crate::number::Unit;

/// Where the ticks of an axis of values are, from 0 or below to above the largest value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Values {
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) ticks: Vec<f64>,
}

/// How many ticks an axis has at most.
const TICKS_MAX: f64 = 5.0;

impl Values {
    /// An axis that contains zero and the values.
    pub(crate) fn new(least: f64, most: f64, unit: &Unit, height: f64) -> Self {
        let (least, most) = (least.min(0.0), most.max(0.0));
        let most = if most - least > 0.0 { most } else { least + 1.0 };
        let (_, base) = unit.step(most.abs().max(least.abs()));
        let count = (height / 32.0).clamp(2.0, TICKS_MAX);
        let step = nice(
            (most - least) / base / count,
            matches!(unit, Unit::Time(_)) && base > 1.0,
        ) * base;
        if !step.is_finite() || step <= 0.0 {
            return Self {
                from: 0.0,
                to: 1.0,
                ticks: vec![0.0, 1.0],
            };
        }
        let (first, last) = ((least / step).floor(), (most / step).ceil());
        let mut ticks = Vec::new();
        let mut n = first;
        // the number of ticks is limited by the step, except for numbers that are too large to add one to
        while n <= last && ticks.len() < 16 {
            ticks.push(n * step);
            n += 1.0;
        }
        Self {
            from: first * step,
            to: last * step,
            ticks,
        }
    }

    /// The height of a value above the bottom of an axis of this height.
    pub(crate) fn y(&self, value: f64, height: f64) -> f64 {
        let share = (value - self.from) / (self.to - self.from);
        height - height * share.clamp(-0.02, 1.02)
    }
}

/// The next number of the form 1, 2, 5 times a power of ten; for minutes and hours also 15 and 30.
fn nice(rough: f64, of_sixty: bool) -> f64 {
    if of_sixty {
        for step in [1.0, 2.0, 5.0, 10.0, 15.0, 30.0] {
            if rough <= step && rough > 0.5 {
                return step;
            }
        }
    }
    let power = 10f64.powf(rough.log10().floor());
    let share = rough / power;
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .find(|step| share <= *step + 1e-9)
        .unwrap_or(10.0);
    step * power
}

/// The ticks of an axis of times: unix seconds and labels.
pub(crate) fn times(from: i64, to: i64, width: f64) -> Vec<(i64, String)> {
    const STEPS: [i64; 15] = [
        60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000,
    ];
    let most = ((width / 64.0) as i64).max(1);
    let Some(step) = STEPS.into_iter().find(|step| (to - from) / step <= most) else {
        return Vec::new();
    };
    let first = from.div_euclid(step) + i64::from(from.rem_euclid(step) != 0);
    let label = |at: i64| if step >= 86_400 { day(at) } else { clock(at) };
    (first..=to.div_euclid(step))
        .map(|n| (n * step, label(n * step)))
        .collect()
}

/// `14:05`
pub(crate) fn clock(at: i64) -> String {
    let second = at.rem_euclid(86_400);
    format!("{:02}:{:02}", second / 3600, second % 3600 / 60)
}

/// `Tue`
fn day(at: i64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    let index = usize::try_from(at.div_euclid(86_400).rem_euclid(7)).unwrap_or_default();
    DAYS[index].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_in_the_unit_that_is_shown() {
        let check = |most: f64, unit: &str, expected: &[f64]| {
            assert_eq!(
                Values::new(0.0, most, &Unit::named(unit), 120.0).ticks,
                expected,
                "{most} {unit}"
            );
        };
        check(97.0, "percent", &[0.0, 50.0, 100.0]);
        check(2400.0, "second", &[0.0, 900.0, 1800.0, 2700.0]);
        check(
            3.0 * 1_073_741_824.0,
            "byte",
            &[0.0, 1_073_741_824.0, 2_147_483_648.0, 3_221_225_472.0],
        );
        check(0.0, "job", &[0.0, 0.5, 1.0]);
    }

    #[test]
    fn no_number_makes_an_axis_endless() {
        for (least, most) in [
            (0.0, f64::MAX),
            (f64::MIN, f64::MAX),
            (0.0, f64::MIN_POSITIVE),
            (-1e300, 1.0),
        ] {
            let axis = Values::new(least, most, &Unit::None, 300.0);
            assert!(axis.ticks.len() <= 16, "{least} {most}");
        }
    }

    #[test]
    fn times_are_on_the_hour() {
        let labels: Vec<String> = times(25_200, 39_600, 300.0)
            .into_iter()
            .map(|(_, label)| label)
            .collect();
        assert_eq!(labels, ["07:00", "08:00", "09:00", "10:00", "11:00"]);
        let labels: Vec<String> = times(0, 3 * 86_400, 300.0)
            .into_iter()
            .map(|(_, label)| label)
            .collect();
        assert_eq!(labels, ["Thu", "Fri", "Sat", "Sun"]);
    }
}
