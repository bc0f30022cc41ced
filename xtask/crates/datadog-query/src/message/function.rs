//! Functions of `eval` (doc: monitors/guide/template-variable-evaluation, "Functions").

/// A function of `eval`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // They carry the names of the page, which says what each does.
pub enum Function {
    HumanizeBytes,
    HumanizeBits,
    Abs,
    Int,
    Float,
    Trunc,
    Dec,
    Round,
    Ceil,
    Floor,
    Sgn,
    ToBool,
    Exp,
    Log10,
    Sin,
    Sinh,
    Asin,
    Asinh,
    Cos,
    Cosh,
    Acos,
    Acosh,
    Tan,
    Tanh,
    Atan,
    Atan2,
    Atanh,
    Upper,
    Lower,
    Substring,
    Strip,
}

/// Name, function, fewest and most arguments.
const TABLE: &[(&str, Function, usize, usize)] = &[
    ("humanize_bytes", Function::HumanizeBytes, 1, 1),
    ("humanize_bits", Function::HumanizeBits, 1, 1),
    ("abs", Function::Abs, 1, 1),
    ("int", Function::Int, 1, 1),
    ("float", Function::Float, 1, 1),
    ("trunc", Function::Trunc, 1, 1),
    ("dec", Function::Dec, 1, 1),
    ("round", Function::Round, 1, 2),
    ("ceil", Function::Ceil, 1, 1),
    ("floor", Function::Floor, 1, 1),
    ("sgn", Function::Sgn, 1, 1),
    ("to_bool", Function::ToBool, 1, 1),
    ("exp", Function::Exp, 1, 1),
    ("log10", Function::Log10, 1, 1),
    ("sin", Function::Sin, 1, 1),
    ("sinh", Function::Sinh, 1, 1),
    ("asin", Function::Asin, 1, 1),
    ("asinh", Function::Asinh, 1, 1),
    ("cos", Function::Cos, 1, 1),
    ("cosh", Function::Cosh, 1, 1),
    ("acos", Function::Acos, 1, 1),
    ("acosh", Function::Acosh, 1, 1),
    ("tan", Function::Tan, 1, 1),
    ("tanh", Function::Tanh, 1, 1),
    ("atan", Function::Atan, 1, 1),
    ("atan2", Function::Atan2, 2, 2),
    ("atanh", Function::Atanh, 1, 1),
    ("upper", Function::Upper, 1, 1),
    ("lower", Function::Lower, 1, 1),
    ("substring", Function::Substring, 2, 3),
    ("strip", Function::Strip, 1, 2),
];

impl Function {
    /// The function of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.0 == name).map(|row| row.1)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// The fewest and the most arguments it takes.
    #[must_use]
    pub fn arity(self) -> (usize, usize) {
        let row = self.row();
        (row.2, row.3)
    }

    /// All names.
    pub(super) fn names() -> Vec<&'static str> {
        TABLE.iter().map(|row| row.0).collect()
    }

    fn row(self) -> &'static (&'static str, Self, usize, usize) {
        // Every function is in the table; the first row only satisfies the type.
        TABLE.iter().find(|row| row.1 == self).unwrap_or(&TABLE[0])
    }
}
