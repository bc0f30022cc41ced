//! Functions of `eval` (doc: monitors/guide/template-variable-evaluation, "Functions").

/// Defines [`EvalFunction`] and its table. A row is `Variant: "name", minimum to maximum number of arguments`. The evaluation is in `compute.rs`.
macro_rules! functions {
    ($($function:ident: $name:literal, $min:literal to $max:literal;)+) => {
        /// A function of `eval`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
        #[allow(missing_docs)] // The documentation describes them under their names.
        pub enum EvalFunction {
            $($function,)+
        }

        impl EvalFunction {
            const ALL: &[Self] = &[$(Self::$function,)+];

            /// Its name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$function => $name,)+
                }
            }

            /// The minimum and the maximum number of arguments.
            #[must_use]
            pub fn arity(self) -> (usize, usize) {
                match self {
                    $(Self::$function => ($min, $max),)+
                }
            }
        }
    };
}

functions! {
    HumanizeBytes: "humanize_bytes", 1 to 1;
    HumanizeBits: "humanize_bits", 1 to 1;
    Abs: "abs", 1 to 1;
    Int: "int", 1 to 1;
    Float: "float", 1 to 1;
    Trunc: "trunc", 1 to 1;
    Dec: "dec", 1 to 1;
    Round: "round", 1 to 2;
    Ceil: "ceil", 1 to 1;
    Floor: "floor", 1 to 1;
    Sgn: "sgn", 1 to 1;
    ToBool: "to_bool", 1 to 1;
    Exp: "exp", 1 to 1;
    Log10: "log10", 1 to 1;
    Sin: "sin", 1 to 1;
    Sinh: "sinh", 1 to 1;
    Asin: "asin", 1 to 1;
    Asinh: "asinh", 1 to 1;
    Cos: "cos", 1 to 1;
    Cosh: "cosh", 1 to 1;
    Acos: "acos", 1 to 1;
    Acosh: "acosh", 1 to 1;
    Tan: "tan", 1 to 1;
    Tanh: "tanh", 1 to 1;
    Atan: "atan", 1 to 1;
    Atan2: "atan2", 2 to 2;
    Atanh: "atanh", 1 to 1;
    Upper: "upper", 1 to 1;
    Lower: "lower", 1 to 1;
    Substring: "substring", 2 to 3;
    Strip: "strip", 1 to 2;
}

impl EvalFunction {
    /// The function of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|function| function.name() == name)
    }

    /// All names.
    pub(super) fn names() -> Vec<&'static str> {
        Self::ALL.iter().map(|function| function.name()).collect()
    }
}
