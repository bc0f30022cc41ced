//! Random numbers that depend only on a seed, a name and a minute, so that a value can be computed without those before it.

/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
pub(crate) struct Random(u64);

/// The FNV-1a hash (<http://www.isthe.com/chongo/tech/comp/fnv/>).
pub(crate) fn hash(seed: u64, text: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    text.bytes().fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The most events of a minute that are drawn one by one.
const DRAWN_MAX: f64 = 40.0;

impl Random {
    pub(crate) fn new(name: u64, minute: i64) -> Self {
        let mut random = Self(name ^ minute.cast_unsigned().wrapping_mul(0xd134_2543_de82_ef95));
        random.bits();
        random
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform from 0, and below 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Normal, with mean 0 and deviation 1 (Box and Muller, 1958).
    pub(crate) fn normal(&mut self) -> f64 {
        let (a, b) = (1.0 - self.unit(), self.unit());
        (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos()
    }

    /// A number of independent events, of which `mean` are expected.
    pub(crate) fn poisson(&mut self, mean: f64) -> f64 {
        if mean <= 0.0 {
            return 0.0;
        }
        if mean > DRAWN_MAX {
            return (mean + mean.sqrt() * self.normal()).round().max(0.0);
        }
        // Knuth: The Art of Computer Programming, 3.4.1
        let (limit, mut product, mut events) = ((-mean).exp(), self.unit(), 0.0);
        while product > limit {
            product *= self.unit();
            events += 1.0;
        }
        events
    }

    /// How many of `of` independent events have a property that a share of all events has.
    pub(crate) fn binomial(&mut self, of: f64, share: f64) -> f64 {
        if share >= 1.0 || of <= 0.0 {
            return of * share;
        }
        if of > DRAWN_MAX {
            let mean = of * share;
            let events = if mean < DRAWN_MAX {
                self.poisson(mean)
            } else {
                (mean + (mean * (1.0 - share)).sqrt() * self.normal()).round()
            };
            return events.clamp(0.0, of);
        }
        let mut events = 0.0;
        for _ in 0..of.round() as u32 {
            if self.unit() < share {
                events += 1.0;
            }
        }
        events
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(draw: impl Fn(&mut Random) -> f64) -> f64 {
        (0..20_000)
            .map(|minute| draw(&mut Random::new(hash(7, "a"), minute)))
            .sum::<f64>()
            / 20_000.0
    }

    #[test]
    fn means_are_as_expected() {
        let check = |found: f64, expected: f64| {
            assert!(
                (found - expected).abs() < 0.03 * expected.max(1.0),
                "{found} is not {expected}"
            );
        };
        for rate in [0.02, 0.5, 4.0, 39.0, 400.0] {
            check(mean(|r| r.poisson(rate)), rate);
        }
        for (of, share) in [(10.0, 0.3), (1000.0, 0.01), (1000.0, 0.9), (5.0, 1.0)] {
            check(mean(|r| r.binomial(of, share)), of * share);
        }
        check(mean(Random::normal), 0.0);
        check(mean(|r| r.normal().powi(2)), 1.0);
        check(mean(Random::unit), 0.5);
    }

    #[test]
    fn a_draw_depends_on_seed_name_and_minute() {
        let draw = |seed, name, minute| Random::new(hash(seed, name), minute).bits();
        assert_eq!(draw(1, "a", 5), draw(1, "a", 5));
        let all = [
            draw(1, "a", 5),
            draw(2, "a", 5),
            draw(1, "b", 5),
            draw(1, "a", 6),
            draw(1, "a", -5),
        ];
        assert!(all.iter().enumerate().all(|(i, n)| !all[..i].contains(n)));
    }
}
