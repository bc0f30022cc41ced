//! The values of a sketch as tracers' statistics have it.

use prost::Message;

use super::agent_sketch::expand;
use super::protobuf::{BinStore, DdSketch};

/// The values of an encoded sketch; none if it cannot be read.
pub(super) fn values(bytes: &[u8]) -> Vec<f64> {
    let Ok(sketch) = DdSketch::decode(bytes) else {
        return Vec::new();
    };
    let Some(mapping) = sketch.mapping.as_ref().filter(|mapping| mapping.gamma > 1.0) else {
        return Vec::new();
    };
    let value = |index: i64| {
        let power = (index as f64 - mapping.index_offset) * mapping.gamma.ln();
        power.exp() * 2.0 / (1.0 + mapping.gamma)
    };
    let bins = |store: &Option<BinStore>, sign: f64| -> Vec<(f64, f64)> {
        let Some(store) = store else { return Vec::new() };
        let start = i64::from(store.contiguous_bin_index_offset);
        let contiguous = store
            .contiguous_bin_counts
            .iter()
            .zip(start..)
            .map(|(count, index)| (index, *count));
        let sparse = store
            .bin_counts
            .iter()
            .map(|(index, count)| (i64::from(*index), *count));
        contiguous
            .chain(sparse)
            .map(|(index, count)| (sign * value(index), count))
            .collect()
    };
    let mut all = bins(&sketch.negative_values, -1.0);
    all.push((0.0, sketch.zero_count));
    all.extend(bins(&sketch.positive_values, 1.0));
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    expand(&all)
}

#[cfg(test)]
mod tests {
    use super::super::protobuf::IndexMapping;
    use super::*;

    #[test]
    fn bins_become_values() {
        let sketch = DdSketch {
            mapping: Some(IndexMapping {
                gamma: 1.02,
                index_offset: 0.0,
            }),
            positive_values: Some(BinStore {
                contiguous_bin_counts: vec![1.0, 2.0],
                contiguous_bin_index_offset: 100,
                ..BinStore::default()
            }),
            zero_count: 1.0,
            ..DdSketch::default()
        };
        let values = values(&sketch.encode_to_vec());
        let near = |value: f64, wanted: f64| (value - wanted).abs() < wanted * 0.02;
        assert!(
            values.len() == 4 && values[0] == 0.0 && near(values[1], 1.02_f64.powi(100)),
            "{values:?}"
        );
        assert!(near(values[3], 1.02_f64.powi(101)));
        assert!(super::values(b"\xff").is_empty());
    }
}
