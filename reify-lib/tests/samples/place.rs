//! The sources are as they were recorded.

use std::collections::HashSet;
use std::fs;

use reify_lib::{Site, SiteKind};

use crate::{load, samples};

#[test]
fn every_site_stands_in_the_source_where_it_was_recorded() {
    let mut sites = HashSet::new();
    for name in samples::SAMPLES {
        sites.extend(load(name).sites().iter().cloned());
    }
    for site in &sites {
        assert!(stands_there(site), "{site:?}");
    }
}

/// Whether the source has the expression of a site at its place.
fn stands_there(site: &Site) -> bool {
    let file = samples::folder().join("..").join(&site.file);
    let source = fs::read_to_string(file).expect("a source file");
    let lines: Vec<&str> = source.lines().collect();
    let Some((line, before)) = lines[..site.line as usize].split_last() else {
        return false;
    };
    let column = site.column as usize - 1;
    let (left, right) = line.split_at(line.char_indices().nth(column).map_or(0, |(at, _)| at));
    let awaited = folded(&site.expr);
    match site.kind {
        SiteKind::Await if right.starts_with("await") => {
            let before = folded(&(before.concat() + left));
            before.ends_with(&format!("{awaited}."))
        }
        SiteKind::Await => folded(right).starts_with(&format!("labeled_await!({awaited},")),
        SiteKind::Arm => folded(right).starts_with(&awaited),
        _ => right.starts_with("traced("),
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect()
}
