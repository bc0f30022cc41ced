//! The axes: time from left to right, values from bottom to top.

use datadog_simulator::Span;

use super::{LEFT, RIGHT, label, path::short, put};
use crate::replay::print::stamp;

/// Maps times to x coordinates.
pub(super) struct TimeAxis {
    span: Span,
}

/// Possible distances of ticks, in seconds.
const STEPS: [i64; 14] = [
    60, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000,
];
const TICKS_MAX: i64 = 9;

impl TimeAxis {
    pub(super) fn new(span: Span) -> Self {
        Self { span }
    }

    pub(super) fn x(&self, t: i64) -> f64 {
        let length = (self.span.to - self.span.from).max(1) as f64;
        LEFT + (RIGHT - LEFT) * ((t - self.span.from) as f64 / length).clamp(0.0, 1.0)
    }

    fn step(&self) -> i64 {
        let length = self.span.to - self.span.from;
        STEPS
            .into_iter()
            .find(|s| length / s <= TICKS_MAX)
            .unwrap_or(2_592_000 * (1 + length / 2_592_000 / TICKS_MAX))
    }

    pub(super) fn ticks(&self) -> impl Iterator<Item = i64> + use<> {
        let step = self.step();
        let first = (self.span.from + step - 1).div_euclid(step) * step;
        let to = self.span.to;
        (0..).map(move |i| first + i * step).take_while(move |t| *t <= to)
    }

    pub(super) fn lines(&self, out: &mut String, top: f64, bottom: f64) {
        for tick in self.ticks() {
            let x = short(self.x(tick));
            put(
                out,
                format_args!("<path class=\"grid\" d=\"M{x},{}V{}\"/>\n", short(top), short(bottom)),
            );
        }
    }

    pub(super) fn labels(&self, out: &mut String, y: f64) {
        let mut day = String::new();
        for tick in self.ticks() {
            let date = stamp(tick, "%b %-d");
            // show the date only at the first tick of a day
            let text = if self.step() >= 86_400 || date != day {
                date.clone()
            } else {
                stamp(tick, "%H:%M")
            };
            let text = if date != day && self.step() < 86_400 {
                format!("{text}, {}", stamp(tick, "%H:%M"))
            } else {
                text
            };
            day = date;
            label(out, "mid", (self.x(tick), y), &text);
        }
    }
}

/// Maps values to y coordinates.
pub(super) struct ValueAxis {
    low: f64,
    high: f64,
    top: f64,
    bottom: f64,
    step: f64,
}

impl ValueAxis {
    /// An axis for all `values`; it includes zero if they are near it.
    pub(super) fn new(values: impl IntoIterator<Item = f64>, (top, bottom): (f64, f64)) -> Self {
        let (mut low, mut high) = values
            .into_iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if low > 0.0 && low < high * 0.7 {
            low = 0.0;
        }
        let margin = (high - low) * 0.08;
        if high - low <= f64::EPSILON * high.abs().max(1.0) {
            (low, high) = (low - high.abs().max(1.0) / 2.0, high + high.abs().max(1.0) / 2.0);
        } else {
            high += margin;
        }
        let step = round_step((high - low) / ((bottom - top) / 34.0).max(2.0));
        Self {
            low,
            high,
            top,
            bottom,
            step,
        }
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.bottom - (self.bottom - self.top) * share
    }

    pub(super) fn ticks(&self) -> impl Iterator<Item = f64> + use<> {
        let (step, first, high) = (self.step, (self.low / self.step).ceil(), self.high);
        (0..64)
            .map(move |i| (first + f64::from(i)) * step)
            .take_while(move |v| *v <= high)
    }
}

/// The next larger number of the form 1, 2 or 5 times a power of ten.
fn round_step(least: f64) -> f64 {
    let power = 10_f64.powf(least.log10().floor());
    let found = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|f| f * power)
        .find(|s| *s >= least * (1.0 - 1e-9));
    found.filter(|s| s.is_finite() && *s > 0.0).unwrap_or(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_numbers() {
        let ticks = |values: &[f64]| {
            ValueAxis::new(values.iter().copied(), (0.0, 136.0))
                .ticks()
                .collect::<Vec<_>>()
        };
        assert_eq!(ticks(&[0.0, 31.0]), [0.0, 10.0, 20.0, 30.0]);
        assert_eq!(ticks(&[]), [0.0, 0.5, 1.0]);
        assert_eq!(ticks(&[7.0, 7.0]).len(), 4);
    }

    #[test]
    fn times_have_few_ticks() {
        for length in [600, 3600, 86_400, 30 * 86_400, 400 * 86_400] {
            let count = TimeAxis::new(Span {
                from: 1_790_000_000,
                to: 1_790_000_000 + length,
            })
            .ticks()
            .count();
            assert!((2..=10).contains(&count), "{count} ticks in {length} s");
        }
    }
}
