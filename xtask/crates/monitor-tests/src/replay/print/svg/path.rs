//! Compact SVG paths for many points.

/// A coordinate, rounded to a tenth of a pixel.
pub(super) fn short(number: f64) -> String {
    let text = format!("{number:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Runs of points without a gap, thinned: of the points in one column of half a pixel only the first, last, highest and lowest are kept, and of points
/// at one height only the outer ones.
pub(super) fn runs(points: impl IntoIterator<Item = Option<(f64, f64)>>) -> Vec<Vec<(f64, f64)>> {
    let mut runs = Vec::new();
    let mut run: Vec<(f64, f64)> = Vec::new();
    for point in points {
        match point {
            Some(point) => run.push(point),
            None if run.is_empty() => {}
            None => runs.push(std::mem::take(&mut run)),
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs.into_iter().map(|run| flat(&columns(&run))).collect()
}

fn columns(run: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < run.len() {
        let column = (run[at].0 * 2.0).floor();
        let end = at
            + run[at..]
                .iter()
                .take_while(|p| (p.0 * 2.0).floor() <= column)
                .count()
                .max(1);
        let of = &run[at..end];
        let extreme = |less: fn(f64, f64) -> bool| {
            (0..of.len()).fold(0, |best, i| if less(of[i].1, of[best].1) { i } else { best })
        };
        let mut kept = vec![0, extreme(|a, b| a < b), extreme(|a, b| a > b), of.len() - 1];
        kept.sort_unstable();
        kept.dedup();
        out.extend(kept.into_iter().map(|i| of[i]));
        at = end;
    }
    out
}

fn flat(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let level = |p: &(f64, f64)| (p.1 * 10.0).round() as i64;
    let inner = |i: usize| {
        i > 0
            && i + 1 < points.len()
            && level(&points[i - 1]) == level(&points[i])
            && level(&points[i]) == level(&points[i + 1])
    };
    (0..points.len()).filter(|i| !inner(*i)).map(|i| points[i]).collect()
}

/// `M1,2L3,4`
pub(super) fn line(run: &[(f64, f64)]) -> String {
    let mut out = String::new();
    for (i, (x, y)) in run.iter().enumerate() {
        out.push(if i == 0 { 'M' } else { 'L' });
        out.push_str(&format!("{},{}", short(*x), short(*y)));
    }
    if run.len() == 1 {
        // draw a single point as a short stroke
        out.push_str("h1.5");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_divide_and_flats_are_thinned() {
        let points = [
            Some((0.0, 5.0)),
            Some((1.0, 5.0)),
            Some((2.0, 5.0)),
            None,
            None,
            Some((4.0, 1.0)),
        ];
        assert_eq!(runs(points), [vec![(0.0, 5.0), (2.0, 5.0)], vec![(4.0, 1.0)]]);
    }

    #[test]
    fn the_extremes_of_a_column_stay() {
        let points = (0..1000).map(|i| Some((i as f64 / 10_000.0, if i == 500 { 99.0 } else { f64::from(i % 7) })));
        let run = &runs(points)[0];
        assert!(run.len() <= 4 && run.iter().any(|p| p.1 == 99.0), "{run:?}");
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([12.04, 3.0, -0.01, 0.25].map(short), ["12", "3", "0", "0.2"]);
    }
}
