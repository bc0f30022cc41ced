//! Compiles the parser's tree to a plan.

use datadog_query::expression::{Arithmetic, Call, Expr, Operator as Written};
use datadog_query::metric::{
    Aggregation, FillMethod as WrittenFill, Interval, MetricQuery, ModifierKind, RollupAggregator, ValueOperator,
};

use super::function;
use super::plan::{Leaf, Node, Operator, Space};
use super::scope;
use crate::error::{Result, SimulationError};
use crate::functions::{RowFunction, RowKind};
use crate::series::rollup::Modifier;
use crate::series::{Aggregator, Fill, FillMethod};
use crate::state::Comparator;

/// Compiles and collects the leaves of an expression.
pub(crate) trait Leaves<L> {
    /// Compiles a leaf to a node.
    fn leaf(&mut self, leaf: &L) -> Result<Node>;
    /// Applies `function` to the leaf with the index `leaf` before its space aggregation. `None` if the leaf already has such a function.
    fn before_space(&mut self, leaf: usize, function: RowFunction) -> Option<usize>;
}

/// The leaves of metric queries.
#[derive(Default)]
pub(crate) struct MetricLeaves(pub(crate) Vec<Leaf>);

impl Leaves<MetricQuery> for MetricLeaves {
    fn leaf(&mut self, query: &MetricQuery) -> Result<Node> {
        self.0.push(leaf(query)?);
        Ok(Node::Leaf(self.0.len() - 1))
    }

    fn before_space(&mut self, leaf: usize, function: RowFunction) -> Option<usize> {
        let leaf = self.0.get_mut(leaf).filter(|l| l.before_space.is_none())?;
        leaf.before_space = Some(function);
        Some(self.0.len() - 1)
    }
}

/// Compiles `expression`. The parser limits its depth.
pub(crate) fn expression<L>(expression: &Expr<L>, leaves: &mut impl Leaves<L>) -> Result<Node> {
    Ok(match expression {
        Expr::Leaf(l) => leaves.leaf(l)?,
        Expr::Number(n) => Node::Number(n.value),
        Expr::Negate(negation) => Node::binary(
            Operator::Multiply,
            Node::Number(-1.0),
            self::expression(&negation.operand, leaves)?,
        ),
        Expr::Arithmetic(arithmetic) => self::arithmetic(arithmetic, leaves)?,
        Expr::Call(call) => self::call(call, leaves)?,
    })
}

fn arithmetic<L>(arithmetic: &Arithmetic<L>, leaves: &mut impl Leaves<L>) -> Result<Node> {
    // compiled to pairs, a sum of many operands becomes a deep tree
    const OPERANDS_MAX: usize = 256;
    if arithmetic.rest.len() > OPERANDS_MAX {
        return Err(SimulationError::unsupported(format!(
            "an arithmetic expression with more than {OPERANDS_MAX} operands is not evaluated"
        )));
    }
    let mut node = expression(&arithmetic.first, leaves)?;
    for term in &arithmetic.rest {
        let operator = match term.operator {
            Written::Add => Operator::Add,
            Written::Subtract => Operator::Subtract,
            Written::Multiply => Operator::Multiply,
            Written::Divide => Operator::Divide,
        };
        node = Node::binary(operator, node, expression(&term.operand, leaves)?);
    }
    Ok(node)
}

fn call<L>(call: &Call<L>, leaves: &mut impl Leaves<L>) -> Result<Node> {
    let operands = call
        .expressions()
        .filter(|e| !matches!(e, Expr::Number(_)))
        .map(|e| expression(e, leaves))
        .collect::<Result<Vec<_>>>()?;
    let node = function::node(call, operands)?;
    if let Node::Row(function, of) = &node
        && let (RowKind::Series, Node::Leaf(i)) = (function.kind, &**of)
        && leaves.before_space(*i, function.clone()).is_some()
    {
        return Ok(Node::Leaf(*i));
    }
    Ok(node)
}

fn leaf(query: &MetricQuery) -> Result<Leaf> {
    let mut leaf = Leaf {
        text: query.to_string(),
        metric: query.metric.text.clone(),
        scope: scope::compile(&query.scope.filter)?,
        by: query.group_keys().into_iter().map(str::to_lowercase).collect(),
        space: query
            .aggregator
            .as_ref()
            .map_or(Ok(Space::Of(Aggregator::Avg)), |a| space(&a.kind))?,
        modifier: None,
        rollup: None,
        rollup_s: None,
        fill: None,
        before_space: None,
    };
    if leaf.by.iter().any(|k| k == "*") {
        return Err(SimulationError::unsupported(format!(
            "'{}' groups by every tag, which is not evaluated",
            leaf.text
        ))
        .help("name the tag keys to group by"));
    }
    for modifier in &query.modifiers {
        match &modifier.kind {
            ModifierKind::AsCount => leaf.modifier = Some(Modifier::AsCount),
            ModifierKind::AsRate => leaf.modifier = Some(Modifier::AsRate),
            ModifierKind::Weighted => {
                return Err(SimulationError::unsupported(format!(
                    "'{}' uses weighted(), whose weights are not public",
                    leaf.text
                ))
                .supply_states());
            }
            ModifierKind::Rollup(rollup) => {
                leaf.rollup = rollup.aggregator.map(rollup_aggregator);
                leaf.rollup_s = rollup
                    .interval
                    .as_ref()
                    .map(|i| interval_s(i, &leaf.text))
                    .transpose()?;
            }
            ModifierKind::Fill(fill) => {
                leaf.fill = Some(Fill {
                    method: fill.method.map_or(Fill::DEFAULT.method, |m| match m {
                        WrittenFill::Linear => FillMethod::Linear,
                        WrittenFill::Last => FillMethod::Last,
                        WrittenFill::Zero => FillMethod::Zero,
                        WrittenFill::Null => FillMethod::Null,
                    }),
                    limit_s: fill.limit.map_or(Fill::DEFAULT.limit_s, |n| {
                        n.value.clamp(0.0, f64::from(u32::MAX)) as u32
                    }),
                });
            }
        }
    }
    Ok(leaf)
}

fn space(aggregation: &Aggregation) -> Result<Space> {
    Ok(Space::Of(match aggregation {
        Aggregation::Avg => Aggregator::Avg,
        Aggregation::Sum => Aggregator::Sum,
        Aggregation::Min => Aggregator::Min,
        Aggregation::Max => Aggregator::Max,
        Aggregation::Count => Aggregator::Count,
        Aggregation::StdDev => Aggregator::StdDev,
        Aggregation::Percentile(text) => Aggregator::Percentile(text.parse::<f64>().unwrap_or(50.0) / 100.0),
        Aggregation::CountOf(filter) => {
            let comparator = match filter.operator {
                ValueOperator::Below => Comparator::Below,
                ValueOperator::AtMost => Comparator::BelowOrEqual,
                ValueOperator::Above => Comparator::Above,
                ValueOperator::AtLeast => Comparator::AboveOrEqual,
            };
            return Ok(Space::CountIf(comparator, filter.bound.value));
        }
        Aggregation::Histogram => {
            return Err(
                SimulationError::invalid("a histogram cannot be compared with a threshold")
                    .help("take a percentile, such as p95"),
            );
        }
    }))
}

fn rollup_aggregator(aggregator: RollupAggregator) -> Aggregator {
    match aggregator {
        RollupAggregator::Avg => Aggregator::Avg,
        RollupAggregator::Sum => Aggregator::Sum,
        RollupAggregator::Min => Aggregator::Min,
        RollupAggregator::Max => Aggregator::Max,
        RollupAggregator::Count => Aggregator::Count,
    }
}

fn interval_s(interval: &Interval, text: &str) -> Result<i64> {
    match interval {
        Interval::Seconds(n) => Ok(n.value.clamp(1.0, 366.0 * 86_400.0) as i64),
        Interval::Calendar { .. } => Err(SimulationError::unsupported(format!(
            "'{text}' rolls up to calendar intervals, which is not evaluated"
        ))
        .help("give the interval in seconds")),
    }
}
