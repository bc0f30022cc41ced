//! Rankings of groups (doc: dashboards/functions/rank).

/// What `top10_max` and the like say by their name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// How many groups are kept.
    pub limit: u32,
    /// The measure of each group.
    pub by: RankBy,
    /// Which groups come first.
    pub direction: Direction,
}

/// The measure of a group's values that it is ranked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RankBy {
    /// The greatest value.
    Max,
    /// The average.
    Mean,
    /// The least value.
    Min,
    /// The sum.
    Sum,
    /// The newest value.
    Last,
    /// The Euclidean norm.
    L2Norm,
    /// The signed area under the curve.
    Area,
}

/// The order of a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Least first.
    Ascending,
    /// Greatest first.
    Descending,
}

impl RankBy {
    /// What queries call the measures.
    pub const NAMES: &'static [&'static str] = &["max", "mean", "min", "sum", "last", "l2norm", "area"];

    /// The measure `name`, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "max" => Self::Max,
            "mean" => Self::Mean,
            "min" => Self::Min,
            "sum" => Self::Sum,
            "last" => Self::Last,
            "l2norm" => Self::L2Norm,
            "area" => Self::Area,
            _ => return None,
        })
    }
}

impl Direction {
    /// What queries call the directions.
    pub const NAMES: &'static [&'static str] = &["asc", "desc"];

    /// The direction `name`, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "asc" => Self::Ascending,
            "desc" => Self::Descending,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read() {
        assert!(RankBy::NAMES.iter().all(|name| RankBy::named(name).is_some()));
        assert!(Direction::NAMES.iter().all(|name| Direction::named(name).is_some()));
        assert_eq!(RankBy::named("L2norm"), Some(RankBy::L2Norm));
        assert_eq!(Direction::named("up"), None);
    }
}
