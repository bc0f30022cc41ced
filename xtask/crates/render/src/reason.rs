//! The engine's errors in words.

use rsjsonnet_lang::lexer::LexError;
use rsjsonnet_lang::parser::{ActualToken, ExpectedToken, ParseError};
use rsjsonnet_lang::program::{AnalyzeError, EvalErrorKind, EvalErrorValueType};
use rsjsonnet_lang::span::SpanId;
use rsjsonnet_lang::token::STokenKind;

pub(crate) fn lex(error: &LexError) -> (String, SpanId) {
    use LexError as E;
    match error {
        E::InvalidChar { span, chr } => (format!("the character {chr:?} is not allowed here"), *span),
        E::InvalidUtf8 { span, .. } => ("this is not UTF-8".to_owned(), *span),
        E::UnfinishedMultilineComment { span } => ("this comment has no end".to_owned(), *span),
        E::LeadingZeroInNumber { span } => ("a number may not begin with 0".to_owned(), *span),
        E::MissingFracDigits { span } => ("digits are missing after the point".to_owned(), *span),
        E::MissingExpDigits { span } => ("digits are missing in the exponent".to_owned(), *span),
        E::MissingDigitAfterUnderscore { span } => ("a digit is missing after the underscore".to_owned(), *span),
        E::ExpOverflow { span } => ("the exponent is too large".to_owned(), *span),
        E::InvalidEscapeInString { span, chr } => (format!("the escape '\\{chr}' is unknown"), *span),
        E::IncompleteUnicodeEscape { span } => ("this unicode escape needs four hexadecimal digits".to_owned(), *span),
        E::InvalidUtf16EscapeSequence { span, .. } => ("this unicode escape is no character".to_owned(), *span),
        E::UnfinishedString { span } => ("this string has no end".to_owned(), *span),
        E::MissingLineBreakAfterTextBlockStart { span } => ("a line break must follow '|||'".to_owned(), *span),
        E::MissingWhitespaceTextBlockStart { span } => {
            ("the first line of a text block must be indented".to_owned(), *span)
        }
        E::InvalidTextBlockTermination { span } => ("this text block is not closed by '|||'".to_owned(), *span),
    }
}

pub(crate) fn parse(error: &ParseError) -> (String, SpanId) {
    let ParseError::Expected {
        span,
        expected,
        instead,
    } = error;
    let expected: Vec<_> = expected.iter().map(expected_token).collect();
    let expected = match expected.as_slice() {
        [one] => one.clone(),
        [init @ .., last] => format!("{} or {last}", init.join(", ")),
        [] => "something else".to_owned(),
    };
    (format!("expected {expected}, found {}", actual_token(instead)), *span)
}

fn expected_token(token: &ExpectedToken) -> String {
    match token {
        ExpectedToken::EndOfFile => "the end of the file".to_owned(),
        ExpectedToken::Simple(kind) => format!("'{}'", simple(*kind)),
        ExpectedToken::Ident => "a name".to_owned(),
        ExpectedToken::Number => "a number".to_owned(),
        ExpectedToken::String => "a string".to_owned(),
        ExpectedToken::TextBlock => "a text block".to_owned(),
        ExpectedToken::Expr => "a value".to_owned(),
        ExpectedToken::BinaryOp => "an operator".to_owned(),
    }
}

fn actual_token(token: &ActualToken) -> String {
    match token {
        ActualToken::EndOfFile => "the end of the file".to_owned(),
        ActualToken::Simple(kind) => format!("'{}'", simple(*kind)),
        ActualToken::OtherOp(op) => format!("'{op}'"),
        ActualToken::Ident(name) => format!("'{name}'"),
        ActualToken::Number => "a number".to_owned(),
        ActualToken::String => "a string".to_owned(),
        ActualToken::TextBlock => "a text block".to_owned(),
    }
}

pub(crate) fn analyze(error: &AnalyzeError) -> (String, SpanId) {
    use AnalyzeError as E;
    match error {
        E::UnknownVariable { span, name } => (format!("the name '{name}' is not defined here"), *span),
        E::SelfOutsideObject { self_span } => ("'self' is outside of every object".to_owned(), *self_span),
        E::SuperOutsideObject { super_span } => ("'super' is outside of every object".to_owned(), *super_span),
        E::DollarOutsideObject { dollar_span } => ("'$' is outside of every object".to_owned(), *dollar_span),
        E::RepeatedLocalName {
            repeated_span, name, ..
        } => (format!("the local '{name}' is defined twice"), *repeated_span),
        E::RepeatedFieldName {
            repeated_span, name, ..
        } => (format!("the field '{name}' is given twice"), *repeated_span),
        E::RepeatedParamName {
            repeated_span, name, ..
        } => (format!("the parameter '{name}' is given twice"), *repeated_span),
        E::PositionalArgAfterNamed { arg_span } => (
            "an argument without a name may not follow one with a name".to_owned(),
            *arg_span,
        ),
        E::TextBlockAsImportPath { span } => ("an import path must be a plain string".to_owned(), *span),
        E::ComputedImportPath { span } => ("an import path may not be computed".to_owned(), *span),
    }
}

pub(crate) fn evaluation(kind: &EvalErrorKind) -> (String, Option<SpanId>) {
    use EvalErrorKind as E;
    match kind {
        E::StackOverflow => ("the calls nest too deep".to_owned(), None),
        E::InfiniteRecursion => ("a value depends on itself".to_owned(), None),
        E::InvalidIndexedType { span, got_type } => (format!("{} cannot be indexed", a(*got_type)), Some(*span)),
        E::InvalidSlicedType { span, got_type } => (format!("{} cannot be sliced", a(*got_type)), Some(*span)),
        E::SliceIndexOrStepIsNotNumber { span, got_type } => {
            (format!("a slice needs numbers, not {}", a(*got_type)), Some(*span))
        }
        E::StringIndexIsNotNumber { span, got_type } | E::ArrayIndexIsNotNumber { span, got_type } => {
            (format!("an index must be a number, not {}", a(*got_type)), Some(*span))
        }
        E::NumericIndexIsNotValid { span, index } => (format!("{index} is no index"), Some(*span)),
        E::NumericIndexOutOfRange { span, index, length } => {
            (format!("index {index} is outside of {length} elements"), Some(*span))
        }
        E::ObjectIndexIsNotString { span, got_type } => (
            format!("a field's name must be a string, not {}", a(*got_type)),
            Some(*span),
        ),
        E::RepeatedFieldName { span, name } => (format!("the field '{name}' is given twice"), Some(*span)),
        E::FieldNameIsNotString { span, got_type } => (
            format!("a field's name must be a string, not {}", a(*got_type)),
            Some(*span),
        ),
        E::UnknownObjectField { span, field_name } => (format!("there is no field '{field_name}'"), Some(*span)),
        E::FieldOfNonObject { span } => ("this is no object and has no fields".to_owned(), Some(*span)),
        E::SuperWithoutSuperObject { span } => ("there is no object below this one".to_owned(), Some(*span)),
        E::ForSpecValueIsNotArray { span, got_type } => {
            (format!("'for' needs an array, not {}", a(*got_type)), Some(*span))
        }
        E::CondIsNotBool { span, got_type } => (
            format!("a condition must be true or false, not {}", a(*got_type)),
            Some(*span),
        ),
        E::CalleeIsNotFunction { span, got_type } => (format!("{} cannot be called", a(*got_type)), *span),
        E::TooManyCallArgs { span, num_params } => {
            (format!("too many arguments: the function accepts {num_params}"), *span)
        }
        E::UnknownCallParam { span, param_name } => (format!("the function has no parameter '{param_name}'"), *span),
        E::RepeatedCallParam { span, param_name } => (format!("the argument '{param_name}' is given twice"), *span),
        E::CallParamNotBound { span, param_name } => (format!("the argument '{param_name}' is missing"), *span),
        E::NativeCallFailed => (
            "native functions are not available: the libraries must run under any Jsonnet engine".to_owned(),
            None,
        ),
        E::InvalidUnaryOpType { span, rhs_type, .. } => {
            (format!("this operator does not accept {}", a(*rhs_type)), Some(*span))
        }
        E::InvalidBinaryOpTypes {
            span,
            lhs_type,
            rhs_type,
            ..
        } => (
            format!("this operator does not accept {} and {}", a(*lhs_type), a(*rhs_type)),
            *span,
        ),
        E::NumberNotBitwiseSafe { span } => ("the number is too large for bits".to_owned(), *span),
        E::NumberOverflow { span } => ("the number is too large".to_owned(), *span),
        E::NumberNan { span } => ("the result is not a number".to_owned(), *span),
        E::DivByZero { span } => ("division by zero".to_owned(), *span),
        E::ShiftByNegative { span } => ("a shift by a negative number".to_owned(), *span),
        E::InvalidStdFuncArgType {
            func_name,
            arg_index,
            got_type,
            ..
        } => (
            format!(
                "std.{func_name} does not accept {} as argument {}",
                a(*got_type),
                arg_index + 1
            ),
            None,
        ),
        E::AssertFailed { span, message } => (
            message.clone().unwrap_or_else(|| "an assertion failed".to_owned()),
            Some(*span),
        ),
        E::AssertEqualFailed { lhs, rhs } => (format!("not equal: {lhs} and {rhs}"), None),
        E::ExplicitError { span, message } => (message.clone(), Some(*span)),
        E::ImportFailed { span, path } => (format!("cannot import '{path}'"), Some(*span)),
        E::UnknownExtVar { name } => (
            format!("there is no external variable '{name}': rendering sees only the tree"),
            None,
        ),
        E::ManifestFunction => ("a function cannot be rendered: it was not called".to_owned(), None),
        E::CompareNullInequality | E::CompareBooleanInequality | E::CompareObjectInequality | E::CompareFunctions => {
            ("these values have no order".to_owned(), None)
        }
        E::CompareDifferentTypesInequality { lhs_type, rhs_type } => {
            (format!("{} and {} have no order", a(*lhs_type), a(*rhs_type)), None)
        }
        E::PrimitiveEqualsNonPrimitive { got_type } => (format!("{} is no primitive", a(*got_type)), None),
        E::Other { span, message } => (message.clone(), *span),
    }
}

fn a(kind: EvalErrorValueType) -> &'static str {
    match kind {
        EvalErrorValueType::Null => "null",
        EvalErrorValueType::Bool => "a boolean",
        EvalErrorValueType::Number => "a number",
        EvalErrorValueType::String => "a string",
        EvalErrorValueType::Array => "an array",
        EvalErrorValueType::Object => "an object",
        EvalErrorValueType::Function => "a function",
    }
}

/// A token as it is written.
fn simple(kind: STokenKind) -> &'static str {
    use STokenKind as K;
    match kind {
        K::Assert => "assert",
        K::Else => "else",
        K::Error => "error",
        K::False => "false",
        K::For => "for",
        K::Function => "function",
        K::If => "if",
        K::Import => "import",
        K::Importstr => "importstr",
        K::Importbin => "importbin",
        K::In => "in",
        K::Local => "local",
        K::Null => "null",
        K::Tailstrict => "tailstrict",
        K::Then => "then",
        K::Self_ => "self",
        K::Super => "super",
        K::True => "true",
        K::Exclam => "!",
        K::ExclamEq => "!=",
        K::Dollar => "$",
        K::Percent => "%",
        K::Amp => "&",
        K::AmpAmp => "&&",
        K::LeftParen => "(",
        K::RightParen => ")",
        K::Asterisk => "*",
        K::Plus => "+",
        K::PlusColon => "+:",
        K::PlusColonColon => "+::",
        K::PlusColonColonColon => "+:::",
        K::Comma => ",",
        K::Minus => "-",
        K::Dot => ".",
        K::Slash => "/",
        K::Colon => ":",
        K::ColonColon => "::",
        K::ColonColonColon => ":::",
        K::Semicolon => ";",
        K::Lt => "<",
        K::LtLt => "<<",
        K::LtEq => "<=",
        K::Eq => "=",
        K::EqEq => "==",
        K::Gt => ">",
        K::GtEq => ">=",
        K::GtGt => ">>",
        K::LeftBracket => "[",
        K::RightBracket => "]",
        K::Hat => "^",
        K::LeftBrace => "{",
        K::Pipe => "|",
        K::PipePipe => "||",
        K::RightBrace => "}",
        K::Tilde => "~",
    }
}
