//! [`SourceFile`]: a file that sites stand in, and whether it still says what was recorded.
//!
//! Plain data: finding and reading the file is the shell's, showing it the source pane's.

mod syntax;

use std::fmt;
use std::path::PathBuf;

use reify_lib::{Site, SiteKind};

use crate::text::{visible, visible_line};

pub use self::syntax::{Run, Syntax};

/// A source file, in lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it was found: absolute, links resolved.
    pub path: PathBuf,
    /// Its lines, fit for the screen: tabs are spaces, control characters are spelled out.
    pub lines: Vec<String>,
    /// What the words of each line are.
    runs: Vec<Vec<Run>>,
    whole: Folded,
    without_comments: Folded,
}

/// Whether a line of a file still says what the recording says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The expression stands there; or there is none to look for.
    Same,
    /// It stands at another line, this one, which is the nearest.
    Moved(u32),
    /// It stands nowhere in the file.
    Changed,
}

/// Why there is no source to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceProblem {
    /// No such file at any of these places.
    Missing {
        /// The places, in the order in which they were tried.
        tried: Vec<PathBuf>,
    },
    /// There may be one, and it is not read, for a reason in words.
    Refused(String),
}

impl SourceFile {
    /// A file of that text.
    pub fn new(path: impl Into<PathBuf>, text: &str) -> Self {
        let path = path.into();
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        Self {
            path,
            runs: if is_rust {
                syntax::runs(text)
            } else {
                Vec::new()
            },
            lines: text
                .lines()
                .map(|line| visible_line(line).into_owned())
                .collect(),
            whole: Folded::new(text.lines()),
            without_comments: Folded::new(text.lines().map(before_comment)),
        }
    }

    /// How many bytes long it is, white space aside.
    pub(super) fn size(&self) -> usize {
        self.whole.text.len()
    }

    /// What the words of a line are, counted from 0.
    pub fn runs(&self, line: usize) -> &[Run] {
        self.runs.get(line).map_or(&[], Vec::as_slice)
    }

    /// Whether the file still has the expression of a site where it was recorded.
    ///
    /// White space does not count. A chain over several lines begins before the line of its `.await`.
    pub fn fit(&self, site: &Site) -> Fit {
        if !matches!(site.kind, SiteKind::Await | SiteKind::Arm) || site.line == 0 {
            return Fit::Same;
        }
        let wanted: String = site.expr.chars().filter(|c| !c.is_whitespace()).collect();
        if wanted.is_empty() {
            return Fit::Same;
        }
        let mut nearest: Option<u32> = None;
        for place in [&self.whole, &self.without_comments]
            .into_iter()
            .flat_map(|text| text.places_of(&wanted))
        {
            if (place.first..=place.behind).contains(&site.line) {
                return Fit::Same;
            }
            let far = |line: &u32| line.abs_diff(site.line);
            let known = nearest.into_iter();
            nearest = known.chain([place.behind]).min_by_key(far);
        }
        nearest.map_or(Fit::Changed, Fit::Moved)
    }
}

impl fmt::Display for SourceProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { .. } => f.write_str("source not found: say where with --source-root"),
            Self::Refused(why) => f.write_str(&visible(why)),
        }
    }
}

/// The text of a file without its white space.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Folded {
    text: String,
    /// Where in it each line begins.
    starts: Vec<usize>,
}

/// Where an expression stands.
struct Place {
    /// The line of its first character.
    first: u32,
    /// The line of what comes behind it: of its `.await`.
    behind: u32,
}

impl Folded {
    fn new<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let (mut text, mut starts) = (String::new(), Vec::new());
        for line in lines {
            starts.push(text.len());
            text.extend(line.chars().filter(|c| !c.is_whitespace()));
        }
        Self { text, starts }
    }

    fn places_of(&self, wanted: &str) -> impl Iterator<Item = Place> {
        self.text.match_indices(wanted).map(|(at, _)| Place {
            first: self.line_at(at),
            behind: self.line_at(at + wanted.len()),
        })
    }

    /// The line, from 1, of a place in the text. Of lines that are empty here, the last.
    fn line_at(&self, at: usize) -> u32 {
        let at = at.min(self.text.len().saturating_sub(1));
        self.starts.partition_point(|&start| start <= at) as u32
    }
}

/// A line up to its comment, as far as one can tell a comment from a string without reading the whole file.
fn before_comment(line: &str) -> &str {
    let (mut counted, mut quotes) = (0, 0);
    for (index, _) in line.match_indices("//") {
        quotes += line[counted..index].matches('"').count();
        counted = index;
        if quotes.is_multiple_of(2) {
            return &line[..index];
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\
async fn main() {
    one().await;
    let cart = client
        .get(\"http://shop/cart\") // the cart
        .send()
        .await?;
    tokio::join!(two(), three());
    two().await;
}
";

    fn fit(kind: SiteKind, expr: &str, line: u32) -> Fit {
        let site = Site {
            kind,
            expr: expr.to_owned(),
            line,
            ..Site::default()
        };
        SourceFile::new("/main.rs", SOURCE).fit(&site)
    }

    #[test]
    fn white_space_does_not_count() {
        assert_eq!(fit(SiteKind::Await, "one ()", 2), Fit::Same);
    }

    #[test]
    fn a_chain_is_found_at_the_line_of_its_await() {
        let expr = "client .get(\"http://shop/cart\") .send()";
        assert_eq!(fit(SiteKind::Await, expr, 6), Fit::Same);
        assert_eq!(fit(SiteKind::Await, expr, 2), Fit::Moved(6));
        let with_comment = "client .get(\"http://shop/cart\") // the cart .send()";
        assert_eq!(fit(SiteKind::Await, with_comment, 6), Fit::Same);
    }

    #[test]
    fn arms_are_found_inside_their_macro() {
        assert_eq!(fit(SiteKind::Arm, "three()", 7), Fit::Same);
    }

    #[test]
    fn what_moved_is_found_at_the_nearest_line() {
        assert_eq!(fit(SiteKind::Await, "two()", 9), Fit::Moved(8));
        assert_eq!(fit(SiteKind::Await, "two()", 1), Fit::Moved(7));
        assert_eq!(fit(SiteKind::Await, "two()", 400), Fit::Moved(8));
    }

    #[test]
    fn what_is_gone_is_gone() {
        assert_eq!(fit(SiteKind::Await, "four()", 2), Fit::Changed);
    }

    #[test]
    fn a_name_given_by_hand_stands_in_no_source() {
        assert_eq!(fit(SiteKind::Named, "checkout", 2), Fit::Same);
        assert_eq!(fit(SiteKind::Root, "checkout", 2), Fit::Same);
    }

    #[test]
    fn an_empty_file_has_changed() {
        let site = Site {
            expr: "one()".to_owned(),
            line: 1,
            ..Site::default()
        };
        assert_eq!(SourceFile::new("/main.rs", "").fit(&site), Fit::Changed);
    }

    #[test]
    fn lines_are_fit_for_the_screen() {
        let file = SourceFile::new("/main.rs", "\tone\u{1b}[2J\r\ntwo");
        assert_eq!(file.lines, ["    one<U+001B>[2J", "two"]);
    }
}
