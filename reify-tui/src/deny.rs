//! [`Denial`]: findings that a script does not put up with.

use std::str::FromStr;

use reify_lib::{Certainty, Finding, FindingKind, Severity};

/// Findings of a kind that are at least so sure, as `--deny` names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Denial {
    subject: Subject,
    at_least: Certainty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Any,
    Alarms,
    Kind(FindingKind),
}

impl Denial {
    /// Whether a finding is one of these.
    pub fn covers(&self, finding: &Finding) -> bool {
        let is_subject = match self.subject {
            Subject::Any => true,
            Subject::Alarms => finding.severity == Severity::Alarm,
            Subject::Kind(kind) => finding.kind == kind,
        };
        is_subject && finding.certainty >= self.at_least
    }
}

impl FromStr for Denial {
    type Err = String;

    /// Reads `KIND`, which means however sure, or `KIND=CERTAINTY`, which means at least as sure.
    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, certainty) = match text.split_once('=') {
            Some((kind, certainty)) => (kind, Some(certainty)),
            None => (text, None),
        };
        let subject = match kind {
            "any" => Subject::Any,
            "alarm" => Subject::Alarms,
            _ => Subject::Kind(FindingKind::parse(kind).ok_or_else(|| {
                let kinds = words(FindingKind::ALL, FindingKind::as_str);
                format!("no kind of finding: there are alarm, any, {kinds}")
            })?),
        };
        let at_least = match certainty {
            None => Certainty::Possible,
            Some(word) => Certainty::parse(word).ok_or_else(|| {
                let words = words(Certainty::ALL, Certainty::as_str);
                format!("no certainty: there are {words}")
            })?,
        };
        Ok(Self { subject, at_least })
    }
}

fn words<T: Copy>(all: &[T], word: impl Fn(T) -> &'static str) -> String {
    let words: Vec<&str> = all.iter().map(|it| word(*it)).collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_alone_means_however_sure() {
        let denial: Denial = "lost-waker".parse().unwrap();
        assert_eq!(denial, "lost-waker=possible".parse().unwrap());
        assert_ne!(denial, "lost-waker=certain".parse().unwrap());
    }

    #[test]
    fn every_kind_and_certainty_has_its_word() {
        for kind in FindingKind::ALL {
            for certainty in Certainty::ALL {
                let denial = format!("{kind}={certainty}").parse::<Denial>();
                assert_eq!(denial.map(|denial| denial.at_least), Ok(*certainty));
            }
        }
    }

    #[test]
    fn what_is_no_kind_is_told_those_that_are() {
        let wrong = |text: &str| text.parse::<Denial>().unwrap_err();
        assert!(wrong("lost-wakers").contains("alarm, any, lost-waker, no-waker"));
        assert!(wrong("any=maybe").contains("possible, likely, certain"));
        assert!(wrong("").contains("no kind"));
    }
}
