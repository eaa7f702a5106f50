//! The text of an awaited expression, as the user typed it with white space folded.
//!
//! Tokens know where they stand in their file, and that is what decides on the blanks between them:
//! on one line they are as far apart as they were typed, at most by one blank, and what is between
//! them on several lines is joined as if it had been typed on one. Comments lie between tokens and
//! so are dropped. Tokens that a macro made up stand nowhere: [`spacing`](crate::spacing) says what
//! is usual for them.

use std::iter::Peekable;

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, Group, LineColumn, Punct, Spacing, Span, TokenStream, TokenTree};

use crate::spacing::{Kind, Style};

/// The text of an expression.
pub(crate) fn text(tokens: TokenStream) -> String {
    let mut writer = Writer::default();
    writer.stream(tokens);
    writer.text
}

/// The text of an expression with the blanks that are usual, whatever was typed.
pub(crate) fn usual(tokens: TokenStream) -> String {
    text(without_places(tokens))
}

fn without_places(tokens: TokenStream) -> TokenStream {
    let strip = |mut tree: TokenTree| {
        if let TokenTree::Group(group) = &tree {
            tree = Group::new(group.delimiter(), without_places(group.stream())).into();
        }
        tree.set_span(Span::mixed_site());
        tree
    };
    tokens.into_iter().map(strip).collect()
}

/// One word or mark, and where it stands.
struct Piece {
    text: String,
    kind: Kind,
    start: LineColumn,
    end: LineColumn,
}

impl Piece {
    fn new(text: String, kind: Kind, span: Span) -> Self {
        Self {
            text,
            kind,
            start: span.start(),
            end: span.end(),
        }
    }

    /// How far apart two pieces were typed on one line; nothing if they were not.
    fn gap_after(&self, earlier: &Self) -> Option<usize> {
        let typed = earlier.start < earlier.end
            && self.start.line == earlier.end.line
            && self.start.column >= earlier.end.column;
        typed.then(|| self.start.column - earlier.end.column)
    }
}

#[derive(Default)]
struct Writer {
    text: String,
    last: Option<Piece>,
    style: Style,
}

impl Writer {
    fn stream(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(tree) = tokens.next() {
            match tree {
                TokenTree::Group(group) => self.group(&group),
                TokenTree::Ident(ident) => {
                    self.piece(Piece::new(ident.to_string(), Kind::Word, ident.span()));
                }
                TokenTree::Literal(literal) => {
                    self.piece(Piece::new(literal.to_string(), Kind::Word, literal.span()));
                }
                TokenTree::Punct(first) => {
                    let piece = mark(&first, &mut tokens);
                    self.piece(piece);
                }
            }
        }
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            // What a macro was given as one expression has no delimiters in the source.
            Delimiter::None => return self.stream(group.stream()),
        };
        // The span of a whole group is all that is left of one that went through a parser.
        let span = group.span();
        let (start, end) = (span.start(), span.end());
        let mut first = Piece::new(open.to_owned(), Kind::Open, span);
        first.end = LineColumn {
            column: start.column + 1,
            ..start
        };
        self.piece(first);
        self.stream(group.stream());
        let mut last = Piece::new(close.to_owned(), Kind::Close, span);
        last.start = LineColumn {
            column: end.column.saturating_sub(1),
            ..end
        };
        self.drop_trailing_comma(&last);
        self.piece(last);
    }

    /// The comma after the last argument on a line of its own is there for the lines.
    fn drop_trailing_comma(&mut self, close: &Piece) {
        if let Some(last) = &mut self.last
            && last.text == ","
            && close.text != "}"
            && close.start.line > last.end.line
            && self.style.closes_call()
        {
            self.text.pop();
            last.kind = Kind::Word;
            last.text.clear();
        }
    }

    fn piece(&mut self, piece: Piece) {
        let usual = self.style.blank_before(&piece.text, piece.kind);
        if let Some(last) = &self.last {
            let empty = last.kind == Kind::Open && piece.kind == Kind::Close;
            let blank = piece.gap_after(last).map_or(usual, |gap| gap > 0);
            if blank && !empty {
                self.text.push(' ');
            }
        }
        self.text.push_str(&piece.text);
        self.last = Some(piece);
    }
}

/// The mark that begins so, with what belongs to it: `::` and `'a` are one piece each, and so is every
/// operator of several marks.
fn mark(first: &Punct, tokens: &mut Peekable<IntoIter>) -> Piece {
    let mut piece = Piece::new(first.as_char().into(), Kind::Mark, first.span());
    let mut spacing = first.spacing();
    while spacing == Spacing::Joint
        && let Some(tree) = tokens.next_if(|tree| match tree {
            TokenTree::Punct(_) => piece.text != "'",
            TokenTree::Ident(_) => piece.text == "'",
            _ => false,
        })
    {
        piece.text.push_str(&tree.to_string());
        piece.end = tree.span().end();
        spacing = if let TokenTree::Punct(mark) = tree {
            mark.spacing()
        } else {
            piece.kind = Kind::Word;
            Spacing::Alone
        };
    }
    piece
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(source: &str) -> String {
        text(source.parse().unwrap())
    }

    fn placeless(source: &str) -> String {
        usual(source.parse().unwrap())
    }

    #[test]
    fn one_line_is_kept_with_blanks_folded() {
        for source in [
            "fetch(id).retry(3)",
            "f( a,b )",
            "a+b * &c",
            "x as u64",
            "v[i..=j]",
            "f::<T, 3>(|x| -> u8 { *x })?",
            "r#loop(r#\"a  \"b\"#, 'c', 'l: loop {})",
            "async move { a.b::<Vec<u8>>() }",
            "<T as Trait>::go(&mut x, !y, -1)",
        ] {
            assert_eq!(label(source), source);
        }
        assert_eq!(label("a   +\tb"), "a + b");
        assert_eq!(label("one() . go ()"), "one() . go ()");
    }

    #[test]
    fn lines_are_joined_as_if_typed_on_one() {
        assert_eq!(
            label("client\n    .get(url)\n    .send()?"),
            "client.get(url).send()?"
        );
        assert_eq!(label("fetch(\n    a,\n    b,\n)"), "fetch(a, b)");
        assert_eq!(label("async {\n    a;\n    b\n}"), "async { a; b }");
        assert_eq!(label("a\n    + b"), "a + b");
        assert_eq!(label("(\n    a,\n)"), "(a,)");
    }

    #[test]
    fn comments_are_dropped_and_strings_are_not() {
        assert_eq!(label("f(a, // why\n  b)"), "f(a, b)");
        assert_eq!(label("f(a /* b */)"), "f(a )");
        assert_eq!(label("f(\"// no  comment\")"), "f(\"// no  comment\")");
    }

    #[test]
    fn tokens_without_a_place_are_written_as_is_usual() {
        for source in [
            "fetch(id).retry(3)?",
            "a + b * &c - -d",
            "x as u64",
            "v[i]",
            "f::<T, 3>(a, b)",
            "async move { a.b() }",
            "if a == b { c } else { d }",
            "match x { A => b, _ => {} }",
            "S { a: 1, b }",
            "go(&mut x, !y, |z| z + 1, move || 2)",
            "vec![1; 2]",
            "'a: loop {}",
            "return (a, b)",
            "f(&'a x, *p)",
            "<T as Trait>::go()",
        ] {
            assert_eq!(placeless(source), source);
        }
    }
}
