//! Parses clauses: free text, attributes with conditions, `CIDR()`, variables.

use std::ops::Range;

use super::parse::Parser;
use super::word::Word;
use super::{Clause, Expr, Key, KeyKind, Network, NetworkBlock, Node, Piece, Test, Use, Variable};
use super::{foreign, word};
use crate::{ParseError, Result};

impl Parser<'_> {
    pub(super) fn clause(&mut self) -> Result<Clause> {
        match self.peek() {
            Some(b'"') => Ok(Clause::Message(self.phrase()?)),
            Some(b'>' | b'<' | b'[' | b'{') => {
                Err(ParseError::new("comparison or range without an attribute", self.here())
                    .help("write the attribute before it: '@http.status_code:>=500', '@http.status_code:[400 TO 499]'"))
            }
            Some(b':') => Err(ParseError::new("missing attribute before ':'", self.here())
                .help("write '@attribute:value' or 'tag:value'")),
            Some(b'*') if self.rest().starts_with("*:") => self.anywhere(),
            _ => self.word_or_field(),
        }
    }

    /// `*:term`, or `*:*` for everything.
    fn anywhere(&mut self) -> Result<Clause> {
        let start = self.at;
        let key = Key {
            kind: KeyKind::Anywhere,
            name: String::new(),
            span: start..start + 1,
        };
        self.at += 2;
        let test = self.value(&key)?;
        if matches!(test.expr, Expr::Leaf(Test::Exists)) {
            return Ok(Clause::All);
        }
        if self.options.usage == Use::Filter {
            return Err(ParseError::new(
                "full-text search '*:' does not work in the filter of an index, an archive or a pipeline",
                start..self.at,
            )
            .help("search the message without '*:', or name the attribute"));
        }
        Ok(Clause::Field { key, test })
    }

    fn word_or_field(&mut self) -> Result<Clause> {
        let start = self.at;
        self.check_start("write '\\-' for the character itself")?;
        let head = word::scan(self.text, start, true);
        if let Some(colon) = head.colon {
            self.at = colon + 1;
            let key = self.key(start..colon)?;
            return self.field(key);
        }
        if &self.text[head.span.clone()] == "CIDR" && self.text.as_bytes().get(head.span.end) == Some(&b'(') {
            return self.cidr();
        }
        if self.peek() == Some(b'@') {
            return self.bare_attribute(head);
        }
        if self.peek() == Some(b'#') {
            let name = &self.text[head.span.clone()];
            self.check_word(&head, name)?;
            return Err(ParseError::new(format!("'{name}' has no value"), head.span.clone()).help(format!(
                "write '{name}:value', or '{name}:*' to match any value; to search for the text itself, put it in double quotes"
            )));
        }
        let pattern = self.word()?;
        Ok(match pattern.pieces.as_slice() {
            [Piece::AnyText] => Clause::All,
            [Piece::Variable(variable)] if !variable.value => Clause::Variable(variable.clone()),
            _ => Clause::Message(pattern),
        })
    }

    /// `@attribute` without a value: it exists. A comparison of another language after it is an error, because Datadog would search for its words.
    fn bare_attribute(&mut self, word: Word) -> Result<Clause> {
        if let Some(error) = foreign::comparison(self.text, &word.span) {
            return Err(error);
        }
        self.check_word(&word, &self.text[word.span.clone()])?;
        self.at = word.span.end;
        let key = self.key(word.span)?;
        Ok(Clause::Exists { key, missing: false })
    }

    fn field(&mut self, key: Key) -> Result<Clause> {
        let test = self.value(&key)?;
        if key.kind != KeyKind::Tag
            || !matches!(key.name.as_str(), "_exists_" | "_missing_")
            || self.text.as_bytes().get(key.span.start) == Some(&b'\\')
        {
            return Ok(Clause::Field { key, test });
        }
        let missing = key.name == "_missing_";
        match &test.expr {
            Expr::Leaf(Test::Matches(pattern)) if pattern.literal().is_some_and(|name| !name.is_empty()) => {
                let quote = usize::from(pattern.quoted);
                let key = self.key(pattern.span.start + quote..pattern.span.end - quote)?;
                Ok(Clause::Exists { key, missing })
            }
            _ => Err(
                ParseError::new(format!("'{}:' expects the name of an attribute", key.name), test.span)
                    .help(format!("write '{}:attribute'", key.name)),
            ),
        }
    }

    /// The key at `span`, without its colon.
    pub(super) fn key(&self, span: Range<usize>) -> Result<Key> {
        let raw = &self.text[span.clone()];
        let (kind, name) = match raw.as_bytes().first() {
            Some(b'@') => (KeyKind::Attribute, &raw[1..]),
            Some(b'#') => (KeyKind::Calculated, &raw[1..]),
            _ => (KeyKind::Tag, raw),
        };
        if name.is_empty() {
            return Err(ParseError::new(format!("missing name after '{raw}'"), span)
                .help("write the attribute's path after '@', a calculated field's name after '#'"));
        }
        let is_pattern = word::pieces(name, 0, true, false)
            .iter()
            .any(|piece| matches!(piece, Piece::AnyText | Piece::AnyCharacter));
        if is_pattern {
            return Err(
                ParseError::new(format!("'{raw}' has a wildcard in an attribute's name"), span)
                    .help("wildcards work in values only; to search all attributes write '*:value'"),
            );
        }
        if kind == KeyKind::Tag {
            self.check_no_variable(&span)?;
        }
        Ok(Key {
            kind,
            name: word::unescape(name),
            span,
        })
    }

    /// `CIDR(@key, network, ...)`.
    fn cidr(&mut self) -> Result<Clause> {
        let start = self.at;
        self.at += "CIDR(".len();
        let form = "write 'CIDR(@network.client.ip, 10.0.0.0/8, 2001:db8::/32)'";
        let span = self.argument();
        if span.is_empty() {
            return Err(ParseError::new("missing attribute in 'CIDR'", start..self.at).help(form));
        }
        let key = self.key(span)?;
        let mut networks = Vec::new();
        while self.peek() == Some(b',') {
            self.at += 1;
            let span = self.argument();
            networks.push(self.network(span)?);
        }
        if self.peek() != Some(b')') {
            return Err(ParseError::new("unclosed 'CIDR('", start..start + 5).help(form));
        }
        self.at += 1;
        if networks.is_empty() {
            return Err(ParseError::new("missing network in 'CIDR'", start..self.at).help(form));
        }
        Ok(Clause::Cidr { key, networks })
    }

    fn network(&self, span: Range<usize>) -> Result<Network> {
        let text = &self.text[span.clone()];
        if self.options.templates
            && let Some((variable, length)) = Variable::at(text, span.start)
            && length == text.len()
        {
            return Ok(Network {
                block: NetworkBlock::Variable(variable),
                span,
            });
        }
        match NetworkBlock::parse(text) {
            Ok(block) => Ok(Network { block, span }),
            Err(problem) => Err(ParseError::new(problem, span)
                .help("write an address and a prefix length: '10.0.0.0/8', '10.1.2.3/32', '2001:db8::/32'")),
        }
    }

    /// The span of an argument of `CIDR()`. Moves to the comma or parenthesis after it.
    fn argument(&mut self) -> Range<usize> {
        self.skip_space();
        let start = self.at;
        let rest = self.rest();
        let length = rest
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, ',' | '(' | ')' | '"'))
            .unwrap_or(rest.len());
        self.at += length;
        self.skip_space();
        start..start + length
    }

    /// A leaf and its span.
    pub(super) fn leaf(&self, start: usize, test: Test) -> Node<Test> {
        Node {
            expr: Expr::Leaf(test),
            span: start..self.at,
        }
    }
}
