//! [`Style`]: where blanks usually stand between the words and marks of an expression.

/// What a piece of text is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name, a keyword, a literal or a lifetime.
    Word,
    /// An operator or a separator.
    Mark,
    Open,
    Close,
}

/// What came last, as far as the next blank depends on it.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Last {
    /// Nothing, or a mark that stands before its operand, or an opening parenthesis.
    #[default]
    Prefix,
    /// The end of an operand.
    Operand,
    /// A word that stands before an operand, such as `return`.
    Keyword,
    /// A mark between two operands, or one that separates.
    Infix,
    /// A path's `::`, a field's `.`.
    Joint,
    OpenBrace,
}

/// Decides on blanks piece by piece.
#[derive(Default)]
pub(crate) struct Style {
    last: Last,
    /// How many `::<` or `<` of a type are open.
    generics: usize,
    /// Whether the parameters of a closure are open.
    closure: bool,
    /// For every open delimiter, whether it holds the arguments of a call.
    calls: Vec<bool>,
}

impl Style {
    /// Whether the innermost open delimiter holds the arguments of a call.
    pub(crate) fn closes_call(&self) -> bool {
        self.calls.last().copied().unwrap_or_default()
    }

    /// Whether a blank usually stands before the piece, which comes next.
    pub(crate) fn blank_before(&mut self, text: &str, kind: Kind) -> bool {
        let last = self.last;
        let tight = matches!(last, Last::Prefix | Last::Joint);
        match kind {
            Kind::Word => {
                self.last = if is_keyword(text) {
                    Last::Keyword
                } else {
                    Last::Operand
                };
                !tight
            }
            Kind::Open => {
                let call = last == Last::Operand && text != "{";
                self.calls.push(call);
                self.last = if text == "{" {
                    Last::OpenBrace
                } else {
                    Last::Prefix
                };
                !tight && !call
            }
            Kind::Close => {
                self.calls.pop();
                self.last = Last::Operand;
                text == "}" && last != Last::OpenBrace
            }
            Kind::Mark => {
                let (blank, next) = self.mark(text);
                self.last = next;
                blank
            }
        }
    }

    /// Whether a blank stands before a mark, and what the mark is.
    fn mark(&mut self, text: &str) -> (bool, Last) {
        let last = self.last;
        let tight = matches!(last, Last::Prefix | Last::Joint);
        let after_operand = last == Last::Operand;
        match text {
            "." | "::" | ".." | "..=" if after_operand || text == "." => (false, Last::Joint),
            "::" | ".." | "..=" => (!tight, Last::Joint),
            "?" => (false, Last::Operand),
            "," | ";" | ":" => (false, Last::Infix),
            "::<" => {
                self.generics += 1;
                (false, Last::Prefix)
            }
            "<" if !after_operand || self.generics > 0 => {
                self.generics += 1;
                (!tight && !after_operand, Last::Prefix)
            }
            _ if self.generics > 0 && text.starts_with('>') => self.close_generics(text),
            "|" if self.closure => {
                self.closure = false;
                (false, Last::Infix)
            }
            "|" if !after_operand => {
                self.closure = true;
                (!tight, Last::Prefix)
            }
            // `|| x` is a closure without parameters; `vec!` is a macro.
            "||" if !after_operand => (!tight, Last::Infix),
            "!" if after_operand => (false, Last::Operand),
            "=" | "=>" | "->" => (true, Last::Infix),
            _ if after_operand => (true, Last::Infix),
            _ => (!tight, Last::Prefix),
        }
    }

    /// `>`, `>>`, or one of them with what follows: `>::`.
    fn close_generics(&mut self, text: &str) -> (bool, Last) {
        let closed = text.chars().take_while(|&mark| mark == '>').count();
        self.generics = self.generics.saturating_sub(closed);
        let path_goes_on = text.ends_with("::");
        (
            false,
            if path_goes_on {
                Last::Joint
            } else {
                Last::Operand
            },
        )
    }
}

/// Whether the word stands before an operand or a block, and not at the end of an operand.
fn is_keyword(word: &str) -> bool {
    const KEYWORDS: [&str; 20] = [
        "as", "async", "break", "const", "continue", "dyn", "else", "for", "gen", "if", "in",
        "let", "loop", "match", "move", "mut", "ref", "return", "unsafe", "while",
    ];
    KEYWORDS.contains(&word)
}
