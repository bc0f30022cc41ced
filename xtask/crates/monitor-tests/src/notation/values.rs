//! The samples of a series.
//!
//! ```text
//! values := item (space item)*
//! item   := operand [xcount]                        5  5x15  ($critical*2)x($window)
//!         | operand (+|-) operand xcount            1+2x3: 1 3 5
//!         | operand .. operand xcount               1..3x3: 1 2 3
//!         | _ [xcount]                              no sample
//!         | noise(mean, spread, seed) [xcount]      around the mean, the same for the same seed
//!         | [ values ] [xcount]                     one flush of a distribution
//! ```

use std::ops::Range;

use super::cursor::Cursor;
use super::expression::{self, Expression};
use super::{NotationError, Result, Variables};

/// One sample of a series.
#[derive(Clone, Debug, PartialEq)]
pub enum Sample {
    /// No sample.
    Missing,
    /// A number.
    Value(f64),
    /// The values of one flush of a distribution.
    Flush(Vec<f64>),
}

/// The parsed samples of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    items: Vec<(Item, Option<Expression>)>,
}

#[derive(Clone, Debug, PartialEq)]
enum Item {
    Missing,
    Constant(Expression),
    /// Start and step, and whether the step is subtracted.
    Steps(Expression, Expression, bool),
    Ramp(Expression, Expression),
    Noise(Box<[Expression; 3]>),
    Flush(Values),
}

/// The maximum number of samples of a series, counting each value of a flush. A mistyped number is rejected before memory is allocated.
pub(crate) const SAMPLES_MAX: usize = 1_000_000;

impl Values {
    /// Parses the notation.
    ///
    /// # Errors
    /// The text is not a list of samples.
    pub fn parse(text: &str) -> Result<Self> {
        let mut cursor = Cursor::new(text);
        let values = list(&mut cursor, false)?;
        if values.items.is_empty() {
            return Err(cursor.unexpected("a sample"));
        }
        Ok(values)
    }

    /// The samples, evaluated with `variables`.
    ///
    /// # Errors
    /// A variable is unknown, or a number of samples is invalid.
    pub fn samples(&self, variables: &Variables) -> Result<Vec<Sample>> {
        let (mut out, mut left) = (Vec::new(), SAMPLES_MAX);
        for (item, count) in &self.items {
            let flush = match item {
                Item::Flush(values) => values.flush(variables)?,
                _ => Vec::new(),
            };
            let each = flush.len().max(1);
            let n = count.as_ref().map_or(Ok(1), |c| c.count(variables, left / each))?;
            left = left.saturating_sub(n * each);
            item.write(n, flush, variables, &mut out)?;
        }
        Ok(out)
    }

    /// The values of a flush.
    fn flush(&self, variables: &Variables) -> Result<Vec<f64>> {
        let samples = self.samples(variables)?.into_iter();
        let numbers = samples.filter_map(|sample| match sample {
            Sample::Value(value) => Some(value),
            Sample::Missing | Sample::Flush(_) => None, // the parser rejects both within a flush
        });
        Ok(numbers.collect())
    }
}

impl Item {
    fn write(&self, n: usize, flush: Vec<f64>, variables: &Variables, out: &mut Vec<Sample>) -> Result<()> {
        match self {
            Self::Missing => out.extend(std::iter::repeat_n(Sample::Missing, n)),
            Self::Constant(value) => out.extend(std::iter::repeat_n(Sample::Value(value.number(variables)?), n)),
            Self::Steps(start, step, falls) => {
                let (start, step) = (start.number(variables)?, step.number(variables)?);
                let step = if *falls { -step } else { step };
                finite(n, |i| start + step * i as f64, &self.span(), out)?;
            }
            Self::Ramp(from, to) => {
                let (from, to) = (from.number(variables)?, to.number(variables)?);
                let last = n.saturating_sub(1).max(1) as f64;
                finite(n, |i| from + (to - from) * i as f64 / last, &self.span(), out)?;
            }
            Self::Noise(parts) => {
                let [mean, spread, seed] = &**parts;
                let (mean, spread, seed) = (
                    mean.number(variables)?,
                    spread.number(variables)?,
                    seed.count(variables, usize::MAX)?,
                );
                let mut noise = Noise(seed as u64);
                finite(n, |_| mean + spread * noise.next(), &self.span(), out)?;
            }
            Self::Flush(_) => out.extend(std::iter::repeat_n(Sample::Flush(flush), n)),
        }
        Ok(())
    }

    /// The byte range of the expressions that it is computed from.
    fn span(&self) -> Range<usize> {
        match self {
            Self::Missing | Self::Flush(_) => 0..0,
            Self::Constant(only) => only.span.clone(),
            Self::Steps(first, last, _) | Self::Ramp(first, last) => first.span.start..last.span.end,
            Self::Noise(parts) => parts[0].span.start..parts[2].span.end,
        }
    }
}

/// Adds computed samples. Rejects values that are not finite, which would look like missing data.
fn finite(n: usize, mut sample: impl FnMut(usize) -> f64, span: &Range<usize>, out: &mut Vec<Sample>) -> Result<()> {
    for i in 0..n {
        let value = sample(i);
        if !value.is_finite() {
            return Err(NotationError::new(
                span.clone(),
                "some of these samples are not finite numbers",
            ));
        }
        out.push(Sample::Value(value));
    }
    Ok(())
}

/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
struct Noise(u64);

impl Noise {
    /// Uniform between -1 and 1.
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }
}

/// Items up to the end, or up to the closing bracket of a flush.
fn list(cursor: &mut Cursor<'_>, in_flush: bool) -> Result<Values> {
    let mut items = Vec::new();
    loop {
        cursor.skip_space();
        if cursor.is_done() || in_flush && cursor.peek() == Some(']') {
            return Ok(Values { items });
        }
        let at = cursor.at();
        let item = item(cursor, in_flush)?;
        let counted = cursor.eat("x");
        let count = counted.then(|| expression::operand(cursor)).transpose()?;
        if count.is_none() && matches!(item, Item::Steps(..) | Item::Ramp(..)) {
            return Err(
                NotationError::new(at..cursor.at(), "the number of samples is missing").help("add xN: 1+2x3 is 1 3 5")
            );
        }
        items.push((item, count));
        let ended = cursor.peek().is_none_or(|c| c.is_whitespace() || in_flush && c == ']');
        if !ended {
            return Err(cursor.unexpected("a space"));
        }
    }
}

fn item(cursor: &mut Cursor<'_>, in_flush: bool) -> Result<Item> {
    if !in_flush {
        if cursor.eat("_") {
            return Ok(Item::Missing);
        }
        if cursor.eat("[") {
            let values = list(cursor, true)?;
            cursor.expect("]", "']'")?;
            return Ok(Item::Flush(values));
        }
    }
    if cursor.eat("noise(") {
        let mean = expression::expression(cursor)?;
        cursor.expect(",", "',' and the spread")?;
        let spread = expression::expression(cursor)?;
        cursor.expect(",", "',' and the seed")?;
        let seed = expression::expression(cursor)?;
        cursor.expect(")", "')'")?;
        return Ok(Item::Noise(Box::new([mean, spread, seed])));
    }
    let first = expression::operand(cursor)?;
    if cursor.eat("..") {
        return Ok(Item::Ramp(first, expression::operand(cursor)?));
    }
    for (sign, falls) in [("+", false), ("-", true)] {
        if cursor.eat(sign) {
            return Ok(Item::Steps(first, expression::operand(cursor)?, falls));
        }
    }
    Ok(Item::Constant(first))
}
