//! Bars in steps of an eighth of a line.

const EIGHTHS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The minimum and the maximum of the numbers.
pub(super) fn bounds(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |bounds: Option<(f64, f64)>, value| {
        let (low, high) = bounds.unwrap_or((value, value));
        Some((low.min(value), high.max(value)))
    })
}

/// The items in at most `width` columns: of each column the item with the greatest weight, the last of several.
pub(super) fn columns<T>(items: &[T], width: usize, weight: impl Fn(&T) -> u8) -> Vec<&T> {
    let n = items.len().min(width);
    (0..n)
        .filter_map(|column| {
            let share = &items[column * items.len() / n..(column + 1) * items.len() / n];
            share.iter().max_by_key(|item| weight(item))
        })
        .collect()
}

/// One line of bars from the minimum to the maximum; a dot for no value.
pub(super) fn spark(values: &[Option<f64>], width: usize) -> String {
    let Some((low, high)) = bounds(values.iter().flatten().copied()) else {
        return "·".repeat(width);
    };
    let low = low.min(0.0);
    let n = width.max(1);
    (0..n)
        .map(|column| {
            let share = &values[column * values.len() / n..((column + 1) * values.len() / n).min(values.len())];
            match bounds(share.iter().flatten().copied()) {
                None => '·',
                Some((_, most)) if high > low => EIGHTHS[1 + ((most - low) / (high - low) * 7.0).round() as usize],
                Some(_) => EIGHTHS[1],
            }
        })
        .collect()
}

/// A scale of values over `height` lines.
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) height: usize,
}

impl Scale {
    /// The line of a value, counted from the bottom.
    pub(super) fn line(&self, value: f64) -> usize {
        let eighths = self.eighths(value);
        (eighths.saturating_sub(1) / 8).min(self.height - 1)
    }

    fn eighths(&self, value: f64) -> usize {
        if self.high <= self.low {
            return 1;
        }
        let most = (self.height * 8) as f64;
        (((value - self.low) / (self.high - self.low) * most).round()).clamp(0.0, most) as usize
    }

    /// The bar of a value on a line; `empty` above the bar.
    pub(super) fn cell(&self, value: Option<f64>, line: usize, empty: char) -> char {
        let Some(value) = value else { return empty };
        match self.eighths(value).saturating_sub(line * 8).min(8) {
            // a value at the bottom is visible too
            0 if line == 0 => EIGHTHS[1],
            0 => empty,
            eighths => EIGHTHS[eighths],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_follow_the_values() {
        assert_eq!(spark(&[Some(0.0), Some(7.0), None, Some(3.5)], 4), "▁█·▅");
        assert_eq!(spark(&[Some(0.0), Some(7.0), None, Some(3.5)], 2), "█▅");
        assert_eq!(spark(&[None], 3), "···");
        assert_eq!(spark(&[Some(5.0)], 2).chars().count(), 2);
        let scale = Scale {
            low: 0.0,
            high: 10.0,
            height: 2,
        };
        let column = |value: Option<f64>| [1, 0].map(|line| scale.cell(value, line, ' '));
        assert_eq!(column(Some(10.0)), ['█', '█']);
        assert_eq!(column(Some(2.5)), [' ', '▄']);
        assert_eq!(column(Some(0.0)), [' ', '▁']);
        assert_eq!(column(None), [' ', ' ']);
        assert_eq!((scale.line(10.0), scale.line(5.0), scale.line(0.0)), (1, 0, 0));
    }

    #[test]
    fn a_column_shows_its_item_of_greatest_weight() {
        assert_eq!(columns(&[1, 3, 2, 0, 0, 1], 3, |n| *n), [&3, &2, &1]);
        assert_eq!(columns(&[1, 2], 5, |n| *n), [&1, &2]);
    }
}
