//! [`Syntax`]: what the words of a line of Rust are. The compiler's own lexer tells, so that raw strings, nested comments and
//! lifetimes are what they are.

use std::ops::Range;

use ra_ap_rustc_lexer::{FrontmatterAllowed, Token, TokenKind, tokenize};

use crate::text::visible_line;

/// A line that is shown otherwise than it is written is told apart only up to this length, in bytes.
const LONGEST: usize = 1_000;

/// So many tokens tell what the first of them is.
const LOOKED_AT: usize = 3;

/// What a word is. What is not worth a colour is none of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// A word of the language.
    Keyword,
    /// `await`, which all this is about.
    Await,
    /// A name that begins with a capital.
    Type,
    /// A string, a character or a number.
    Literal,
    /// A comment.
    Comment,
    /// The name of a macro that is called, or an attribute.
    Macro,
}

/// A stretch of a line as it is shown, in bytes, and what it is.
pub type Run = (Range<usize>, Syntax);

const KEYWORDS: [&str; 37] = [
    "as", "async", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "false",
    "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref",
    "return", "self", "Self", "static", "struct", "super", "trait", "true", "type", "unsafe",
    "use", "where", "while",
];

/// The runs of each line of a text.
pub(super) fn runs(text: &str) -> Vec<Vec<Run>> {
    let mut lines: Vec<Vec<Run>> = vec![Vec::new(); text.lines().count()];
    let starts: Vec<usize> = std::iter::once(0)
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
        .collect();
    let (mut line, mut at) = (0, 0);
    let mut words = Words::default();
    let mut tokens = tokenize(text, FrontmatterAllowed::No);
    let mut ahead: Vec<Token> = tokens.by_ref().take(LOOKED_AT).collect();
    while let Some(token) = ahead.first() {
        let end = at + token.len as usize;
        let word = text.get(at..end).unwrap_or_default();
        let syntax = words.syntax(word, &ahead);
        // A comment or a string may go on over lines.
        while at < end && line < lines.len() {
            let line_end = starts.get(line + 1).copied().unwrap_or(text.len());
            if let Some(syntax) = syntax {
                let from = at - starts[line];
                lines[line].push((from..end.min(line_end) - starts[line], syntax));
            }
            at = end.min(line_end);
            if at == line_end {
                // A file may have a million lines, each with one word.
                lines[line].shrink_to_fit();
                line += 1;
            }
        }
        at = end;
        ahead.remove(0);
        ahead.extend(tokens.next());
    }
    for (line, runs) in text.lines().zip(&mut lines) {
        as_shown(line, runs);
    }
    lines
}

/// Tells what words are; knows whether it is within an attribute.
#[derive(Default)]
struct Words {
    /// An attribute has begun, and its bracket is still to come.
    begins: bool,
    /// How many brackets of an attribute are open.
    depth: u32,
}

impl Words {
    /// What a word is, with the tokens from it on.
    fn syntax(&mut self, word: &str, rest: &[Token]) -> Option<Syntax> {
        let kind = |index: usize| rest.get(index).map(|token| token.kind);
        match rest[0].kind {
            TokenKind::Pound if self.depth == 0 => self.begins = begins_attribute(rest),
            TokenKind::OpenBracket if self.begins || self.depth > 0 => {
                (self.begins, self.depth) = (false, self.depth + 1);
            }
            TokenKind::CloseBracket if self.depth > 0 => {
                self.depth -= 1;
                return Some(Syntax::Macro);
            }
            _ => {}
        }
        match rest[0].kind {
            TokenKind::LineComment { .. } | TokenKind::BlockComment { .. } => {
                return Some(Syntax::Comment);
            }
            TokenKind::Literal { .. } => return Some(Syntax::Literal),
            _ if self.begins || self.depth > 0 => return Some(Syntax::Macro),
            TokenKind::Ident => {}
            _ => return None,
        }
        let is_call = kind(1) == Some(TokenKind::Bang) && kind(2) != Some(TokenKind::Eq);
        match word {
            "await" => Some(Syntax::Await),
            _ if KEYWORDS.contains(&word) => Some(Syntax::Keyword),
            _ if is_call => Some(Syntax::Macro),
            _ if word.starts_with(char::is_uppercase) => Some(Syntax::Type),
            _ => None,
        }
    }
}

/// `#[` or `#![`.
fn begins_attribute(rest: &[Token]) -> bool {
    let kinds = [0, 1, 2].map(|index| rest.get(index).map(|token| token.kind));
    matches!(
        kinds,
        [Some(TokenKind::Pound), Some(TokenKind::OpenBracket), _]
            | [
                Some(TokenKind::Pound),
                Some(TokenKind::Bang),
                Some(TokenKind::OpenBracket)
            ]
    )
}

/// Moves runs from where they are in a line as it is written to where they are as it is shown.
fn as_shown(line: &str, runs: &mut Vec<Run>) {
    // The end of the line may have been part of a word.
    for (range, _) in runs.iter_mut() {
        range.end = range.end.min(line.len());
    }
    if visible_line(line) == line {
        return;
    }
    if line.len() > LONGEST {
        runs.clear();
        return;
    }
    let shown = |at: usize| {
        line.get(..at)
            .map_or(0, |before| visible_line(before).len())
    };
    for (range, _) in runs {
        *range = shown(range.start)..shown(range.end);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The words of each line that are something.
    fn words(text: &str) -> Vec<Vec<(String, Syntax)>> {
        let lines = text.lines().zip(runs(text));
        let words = lines.map(|(line, runs)| {
            let line = visible_line(line).into_owned();
            let runs = runs.into_iter();
            runs.map(|(range, syntax)| (line[range].to_owned(), syntax))
                .collect()
        });
        words.collect()
    }

    fn word(word: &str, syntax: Syntax) -> (String, Syntax) {
        (word.to_owned(), syntax)
    }

    #[test]
    fn words_are_what_the_compiler_takes_them_for() {
        use Syntax::{Await, Comment, Keyword, Literal, Macro, Type};
        assert_eq!(
            words("\tlet x: Cart = vec![1, f(\"a//b\").await]; // c"),
            [vec![
                word("let", Keyword),
                word("Cart", Type),
                word("vec", Macro),
                word("1", Literal),
                word("\"a//b\"", Literal),
                word("await", Await),
                word("// c", Comment),
            ]]
        );
        assert_eq!(words("a != b; r#fn; [x]"), [vec![]]);
        let attribute: String = words("#![a(b = [1])] x")[0]
            .iter()
            .map(|(word, _)| &**word)
            .collect();
        assert_eq!(attribute.replace(' ', ""), "#![a(b=[1])]");
    }

    #[test]
    fn comments_and_strings_go_on_over_lines() {
        let lines = words("/* a\nb */ \"c\r\nd\"\nx");
        assert_eq!(lines[0], [word("/* a", Syntax::Comment)]);
        assert_eq!(lines[1][0], word("b */", Syntax::Comment));
        assert_eq!(lines[1][1], word("\"c", Syntax::Literal));
        assert_eq!(lines[2], [word("d\"", Syntax::Literal)]);
        assert!(lines[3].is_empty());
    }

    proptest! {
        #[test]
        fn any_text_has_its_runs_within_its_lines(text in "[\\PC\n\r\t\"'/*#\\[\\]!\u{0}\u{202e}]{0,200}") {
            for (line, runs) in text.lines().zip(runs(&text)) {
                let line = visible_line(line);
                for (range, _) in runs {
                    prop_assert!(line.get(range).is_some());
                }
            }
        }
    }
}
