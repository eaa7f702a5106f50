//! [`Site`]: an await point in the source.

use std::fmt;

/// What a site is in the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SiteKind {
    /// An `.await`.
    #[default]
    Await,
    /// An arm of `join!`, `try_join!`, `select!` or the like, which the macro awaits.
    Arm,
    /// A future that was given a name by hand, with [`LabeledFuture`](crate::LabeledFuture) for one.
    Named,
    /// The root of a task, that is a [`TracedFuture`](crate::TracedFuture) or a future that was spawned traced.
    Root,
}

impl SiteKind {
    /// The word of the file format.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Await => "await",
            Self::Arm => "arm",
            Self::Named => "named",
            Self::Root => "root",
        }
    }

    /// The kind that a word of the file format stands for.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Await, Self::Arm, Self::Named, Self::Root]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

/// An await point in the source. It is static: a loop of three iterations is one site and three steps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Site {
    /// What the site is.
    pub kind: SiteKind,
    /// The awaited expression as the user typed it, white space folded; of a named site the name.
    pub expr: String,
    /// The file, relative to the root that the header of the trace names, or absolute. Empty if not known.
    pub file: String,
    /// The line of the `.await`, from 1. 0 if not known.
    pub line: u32,
    /// The column of the `.await`, in characters, from 1. 0 if not known.
    pub column: u32,
    /// The path of the function around it. Empty if not known.
    pub function: String,
    /// The type name of the awaited future. Empty if not known.
    pub future: String,
}

impl Site {
    /// The label, `"<expr> @ <file>:<line>"`; for a site that was named by hand, or has no place, the name alone.
    ///
    /// ```
    /// use reify_lib::Site;
    ///
    /// let site = Site { expr: "fetch(id)".into(), file: "src/cart.rs".into(), line: 42, ..Site::default() };
    /// assert_eq!(site.label().to_string(), "fetch(id) @ src/cart.rs:42");
    /// ```
    pub fn label(&self) -> Label<'_> {
        Label(self)
    }

    /// Whether file and line are known.
    pub fn has_place(&self) -> bool {
        !self.file.is_empty() && self.line > 0
    }
}

/// Shows the label of a site; see [`Site::label`].
#[derive(Clone, Copy, Debug)]
pub struct Label<'a>(&'a Site);

impl fmt::Display for Label<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let site = self.0;
        f.write_str(&site.expr)?;
        match site.kind {
            SiteKind::Await | SiteKind::Arm if site.has_place() => {
                write!(f, " @ {}:{}", site.file, site.line)
            }
            _ => Ok(()),
        }
    }
}
